package org.loopwright.app.models;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.model.files.StoredWeights;
import org.loopwright.model.shelf.ModelDetails;
import org.loopwright.model.shelf.Origin;
import org.loopwright.model.shelf.ShelfModel;
import org.loopwright.store.RunSummary;

/// A line of the table of models.
///
/// @param name what people type
/// @param place where it is kept
/// @param origin where it came from
/// @param kind what lies there; empty when it can't be read
/// @param weights their number; empty when unknown
/// @param precision number formats of the weights; empty when unknown
/// @param bytes on the disk; 0 when it takes none
/// @param hash as runs record it; empty when unknown
/// @param uses the project's roles and runs that use it
/// @param problem what is wrong with it; empty when nothing is
public record ModelRow(
        String name,
        Place place,
        String origin,
        String kind,
        String weights,
        String precision,
        long bytes,
        String hash,
        String uses,
        String problem) {

    /// Where a model is kept. Closed set.
    public enum Place {
        /// In the project's folder.
        PROJECT,
        /// On the person's shelf.
        OWN,
        /// On the shelf, half downloaded.
        UNFINISHED;

        /// Whether this page can remove it.
        boolean removable() {
            return this != PROJECT;
        }
    }

    /// What the project does with its models.
    ///
    /// @param roles role -> model id, that a run starts with
    /// @param runs all of them
    record Usage(Map<String, String> roles, List<RunSummary> runs) {
        static final Usage NONE = new Usage(Map.of(), List.of());

        String of(String name, String hash) {
            TreeSet<String> uses = new TreeSet<>();
            roles.forEach((role, id) -> {
                if (id.equals(name)) {
                    uses.add(Texts.of("models.uses.role", role));
                }
            });
            long count = runs.stream()
                    .filter(run -> run.header().models().values().stream()
                            .anyMatch(card -> card.hash().equals(hash)))
                    .count();
            if (count > 0) {
                uses.add(Texts.of("models.uses.runs", count));
            }
            return String.join(", ", uses);
        }
    }

    static ModelRow of(ModelDetails details, Place place, Usage usage) {
        ShelfModel model = details.model();
        return new ModelRow(
                model.name(),
                place,
                origin(model, place),
                details.storage().map(s -> Texts.of("models.kind." + key(s))).orElse(""),
                details.parameters() == 0 ? "" : Figures.weights(details.parameters()),
                details.storage().map(StoredWeights::precision).orElse(""),
                details.storage().map(StoredWeights::bytes).orElse(model.bytes()),
                details.hash(),
                usage.of(model.name(), details.hash()),
                details.problem());
    }

    private static String key(StoredWeights storage) {
        return storage.kind().name().toLowerCase(Texts.LOCALE);
    }

    private static String origin(ShelfModel model, Place place) {
        return model.origin()
                .map(o -> Texts.of("models.origin." + o.kind().name().toLowerCase(Texts.LOCALE), from(o)))
                .orElse(Texts.of(place == Place.PROJECT ? "models.origin.project" : "models.origin.hand"));
    }

    /// A commit's first characters say enough.
    private static String from(Origin origin) {
        return origin.from().replaceFirst("@([0-9a-f]{7})[0-9a-f]+$", "@$1");
    }

    static ModelRow unfinished(ShelfModel model) {
        return new ModelRow(
                model.name(),
                Place.UNFINISHED,
                Texts.of("models.origin.unfinished"),
                "",
                "",
                "",
                model.bytes(),
                "",
                "",
                Texts.of("models.unfinished"));
    }

    /// A model of the project that lies behind a server.
    static ModelRow remote(ModelEntry entry, Usage usage) {
        String hash = entry.card() == null ? "" : entry.card().hash();
        return new ModelRow(
                entry.id(),
                Place.PROJECT,
                entry.card() == null
                        ? Texts.of("models.origin.project")
                        : entry.card().device(),
                Texts.of("models.kind.server"),
                "",
                "",
                0,
                hash,
                usage.of(entry.id(), hash),
                entry.problem());
    }

    /// The size for people; empty when it takes none.
    String size() {
        return bytes == 0 ? "" : Sizes.of(bytes);
    }
}
