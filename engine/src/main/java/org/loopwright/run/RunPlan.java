package org.loopwright.run;

import java.util.LinkedHashMap;
import java.util.Map;
import org.loopwright.loop.LoopSpec;
import org.loopwright.model.LanguageModel;
import org.loopwright.task.Dataset;
import org.loopwright.task.Grader;

/// A run that could start: everything resolved and opened.
///
/// @param loopFile file name of the main loop, a key of `loops`
/// @param loops every loop that may run, by file name; each free of errors
/// @param texts the files' texts, by file name, for the journal
/// @param models role -> open model; the caller closes them after the run
/// @param dataset the items to run
/// @param grader grades each turn for measurement, and `verify` nodes
/// @param seed of the run
/// @param budget what it may spend
/// @param parallelism how many items are in flight at once, at least 1
public record RunPlan(
        String loopFile,
        Map<String, LoopSpec> loops,
        Map<String, String> texts,
        Map<String, LanguageModel> models,
        Dataset dataset,
        Grader grader,
        long seed,
        Budget budget,
        int parallelism) {
    /// Items in flight when nothing else is said: enough to fill a batch.
    public static final int DEFAULT_PARALLELISM = 256;

    public RunPlan {
        loops = Map.copyOf(loops);
        texts = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        models = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(models));
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism " + parallelism + " is below 1");
        }
        LoopSpec main = loops.get(loopFile);
        if (main == null) {
            throw new IllegalArgumentException("loop " + loopFile + " is not among " + loops.keySet());
        }
        for (String role : main.models()) {
            if (!models.containsKey(role)) {
                throw new IllegalArgumentException("no model for role " + role + " of loop " + main.name());
            }
        }
    }

    /// The main loop.
    public LoopSpec loop() {
        LoopSpec main = loops.get(loopFile);
        if (main == null) {
            throw new IllegalStateException("checked when the plan was made");
        }
        return main;
    }
}
