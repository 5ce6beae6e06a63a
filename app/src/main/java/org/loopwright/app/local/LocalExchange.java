package org.loopwright.app.local;

import java.nio.file.Path;
import org.loopwright.app.session.Exchange;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.ImportPreview;
import org.loopwright.exchange.Importer;
import org.loopwright.project.Project;

/// What goes into a project of this machine.
record LocalExchange(Project project) implements Exchange {
    @Override
    public ImportPreview preview(Path file) {
        return ImportPreview.of(project.root(), file);
    }

    @Override
    public Importer.Imported importFile(Path file, Importer.Kind kind, ImportOptions options) {
        return new Importer(project).importFile(file, kind, options);
    }
}
