package org.loopwright.app.terminal;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.loopwright.model.files.StoredWeights;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.Origin;
import org.loopwright.model.shelf.ShelfModel;

/// Models as the terminal shows them.
final class ModelText {
    private ModelText() {}

    /// One line: name, kind, weights, size, hash, origin; or what is wrong.
    static String of(ModelDetails details) {
        ShelfModel model = details.model();
        if (!details.problem().isEmpty()) {
            return model.name() + ": " + details.problem();
        }
        return String.format(
                Locale.ROOT,
                "%-32s %-8s %10s weights  %-10s %9s  %.12s  %s%s",
                model.name(),
                kind(details),
                count(details.parameters()),
                details.storage().map(StoredWeights::precision).orElse(""),
                bytes(details.storage().map(StoredWeights::bytes).orElse(0L)),
                details.hash(),
                origin(model),
                details.marks().isEmpty() ? "" : " (" + String.join(", ", details.marks()) + ")");
    }

    /// A download that was stopped.
    static String unfinished(ShelfModel model) {
        return model.name() + ": the download was stopped at " + bytes(model.bytes())
                + "; `models get` goes on with it, `models remove " + model.name() + "` drops it";
    }

    /// Everything, for other programs.
    static Map<String, Object> json(ModelDetails details) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", details.model().name());
        map.put("path", details.model().path().toString());
        map.put("kind", kind(details));
        map.put("parameters", details.parameters());
        map.put("precision", details.storage().map(StoredWeights::precision).orElse(""));
        map.put("bytes", details.storage().map(StoredWeights::bytes).orElse(0L));
        map.put("bytesOnShelf", details.model().bytes());
        map.put("hash", details.hash());
        map.put("marks", details.marks());
        map.put("licence", details.licence());
        map.put("origin", details.model().origin().map(o -> o.kind().name()).orElse(""));
        map.put("from", details.model().origin().map(Origin::from).orElse(""));
        map.put("problem", details.problem());
        return map;
    }

    private static String kind(ModelDetails details) {
        return details.storage()
                .map(s -> s.kind().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private static String origin(ShelfModel model) {
        return model.origin()
                .map(o -> o.kind() == Origin.Kind.LINK ? "link to " + o.from() : "from " + o.from())
                .orElse(model.path().toString());
    }

    private static String count(long parameters) {
        return parameters >= 10_000_000
                ? String.format(Locale.ROOT, "%.0f M", parameters / 1e6)
                : String.format(Locale.ROOT, "%,d", parameters);
    }

    /// A size for people.
    static String bytes(long bytes) {
        if (bytes >= 1_000_000_000) {
            return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
        }
        return bytes >= 1_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
    }
}
