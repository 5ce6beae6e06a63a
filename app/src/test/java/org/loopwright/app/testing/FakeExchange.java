package org.loopwright.app.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.loopwright.app.session.Exchange;
import org.loopwright.exchange.ExchangeException;
import org.loopwright.exchange.ImportOptions;
import org.loopwright.exchange.ImportPreview;
import org.loopwright.exchange.Importer;

/// Looks at real files; takes in every table whose field `correct` is mapped to something.
final class FakeExchange implements Exchange {
    @Override
    public ImportPreview preview(Path file) {
        return ImportPreview.of(Path.of("projects", "sums"), file);
    }

    @Override
    public Importer.Imported importFile(Path file, Importer.Kind kind, ImportOptions options) {
        if (kind == Importer.Kind.RUNS
                && options.fields().getOrDefault("correct", "").isEmpty()) {
            throw new ExchangeException(file + ", line 1: it does not say whether its answer is right");
        }
        return new Importer.Imported("imported", 1, List.of(new UUID(9, 9)), 1, List.of());
    }
}
