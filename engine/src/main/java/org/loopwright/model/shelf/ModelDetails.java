package org.loopwright.model.shelf;

import java.util.List;
import java.util.Optional;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.ModelFiles;
import org.loopwright.model.files.StoredWeights;

/// What can be told of a model without opening it.
///
/// @param model the model and where it came from
/// @param storage how its weights lie on the disk, or empty when they can't be read
/// @param parameters count of weights; 0 when they can't be read
/// @param hash as runs record it; empty when they can't be read
/// @param marks such as `format-taught`, that every run with it shows
/// @param licence of the weights, or `unknown`
/// @param problem what is wrong with its files; empty when nothing is
public record ModelDetails(
        ShelfModel model,
        Optional<StoredWeights> storage,
        long parameters,
        String hash,
        List<String> marks,
        String licence,
        String problem) {

    /// Reads a model's headers, and all of it when its hash is not known yet.
    public static ModelDetails of(ShelfModel model) {
        try {
            ModelFiles files = ModelFiles.read(model.path());
            String own = files.record().licence();
            String licence =
                    own.equals("unknown") ? model.origin().map(Origin::licence).orElse(own) : own;
            return new ModelDetails(
                    model,
                    Optional.of(files.storage()),
                    files.parameters(),
                    files.hash(),
                    files.record().labels(),
                    licence,
                    "");
        } catch (ModelException e) {
            return new ModelDetails(
                    model, Optional.empty(), 0, "", List.of(), "unknown", String.valueOf(e.getMessage()));
        }
    }
}
