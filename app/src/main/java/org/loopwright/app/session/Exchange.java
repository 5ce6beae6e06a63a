package org.loopwright.app.session;

import java.nio.file.Path;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.ImportPreview;
import org.loopwright.exchange.Importer;

/// What goes into a project from files of other programs. Slow; failures are unchecked exceptions whose message names
/// the line and the field.
public interface Exchange {
    /// How a file would be understood.
    ImportPreview preview(Path file);

    /// Takes a file in, whole or not at all.
    Importer.Imported importFile(Path file, Importer.Kind kind, ImportOptions options);
}
