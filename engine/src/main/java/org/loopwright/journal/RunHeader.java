package org.loopwright.journal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Source;
import org.loopwright.model.ModelCard;
import org.loopwright.task.Split;

/// Everything that a run was started with: enough to read it without its project, and to refuse a
/// resume on other files.
///
/// @param id UUIDv7
/// @param kind what it counts as
/// @param loop name of the loop
/// @param loopFile its file name in the project
/// @param loopText its text, and that of every loop it calls: file name -> text, the main one first
/// @param loopHash hash of its meaning
/// @param params values of its parameters
/// @param models role -> model
/// @param dataset what it ran on
/// @param grader name of the grader
/// @param seed the run's
/// @param code version of this program
/// @param origins of a fork: where its ancestors were left, the oldest first; empty for all other runs
/// @param drafts the run whose first answers this one began with, or null when it wrote its own
/// @param kinds kinds of its loops' nodes that the program did not bring itself: name -> SHA-256 of what
///     each was loaded from
public record RunHeader(
        UUID id,
        Kind kind,
        String loop,
        String loopFile,
        Map<String, String> loopText,
        String loopHash,
        Map<String, Object> params,
        Map<String, ModelCard> models,
        DatasetSnapshot dataset,
        String grader,
        long seed,
        String code,
        List<Origin> origins,
        @Nullable UUID drafts,
        Map<String, String> kinds) {
    /// The header of a run that wrote its own first answers.
    public RunHeader(
            UUID id,
            Kind kind,
            String loop,
            String loopFile,
            Map<String, String> loopText,
            String loopHash,
            Map<String, Object> params,
            Map<String, ModelCard> models,
            DatasetSnapshot dataset,
            String grader,
            long seed,
            String code,
            List<Origin> origins) {
        this(
                id, kind, loop, loopFile, loopText, loopHash, params, models, dataset, grader, seed, code, origins,
                null, Map.of());
    }

    /// The header of a run that is no fork.
    public RunHeader(
            UUID id,
            Kind kind,
            String loop,
            String loopFile,
            Map<String, String> loopText,
            String loopHash,
            Map<String, Object> params,
            Map<String, ModelCard> models,
            DatasetSnapshot dataset,
            String grader,
            long seed,
            String code) {
        this(id, kind, loop, loopFile, loopText, loopHash, params, models, dataset, grader, seed, code, List.of());
    }

    public RunHeader {
        origins = List.copyOf(origins);
        loopText = Collections.unmodifiableMap(new LinkedHashMap<>(loopText));
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        models = Collections.unmodifiableMap(new LinkedHashMap<>(models));
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
    }

    /// This, counting as something else.
    public RunHeader withKind(Kind other) {
        return new RunHeader(
                id, other, loop, loopFile, loopText, loopHash, params, models, dataset, grader, seed, code, origins,
                drafts, kinds);
    }

    /// This, begun with the first answers of another run.
    public RunHeader withDrafts(UUID run) {
        return new RunHeader(
                id, kind, loop, loopFile, loopText, loopHash, params, models, dataset, grader, seed, code, origins, run,
                kinds);
    }

    /// This, run with kinds that the program did not bring itself.
    public RunHeader withKinds(Map<String, String> brought) {
        return new RunHeader(
                id, kind, loop, loopFile, loopText, loopHash, params, models, dataset, grader, seed, code, origins,
                drafts, brought);
    }

    /// What a run counts as.
    public enum Kind {
        MAIN,
        CHILD,
        FORK,
        TRIAL,
        IMPORTED;

        /// Whether statistics may read it: a trial was looked at and edited while it ran.
        public boolean counts() {
            return this != TRIAL;
        }
    }

    /// Where a fork left a run.
    ///
    /// @param run the run that was left
    /// @param item id of the item in that run
    /// @param seq of the last entry of that run that was taken over
    /// @param turn of that item that was changed, from 0
    /// @param edit what was changed
    /// @param loopText the loops of that run, as in [RunHeader#loopText]
    /// @param params its parameters
    public record Origin(
            UUID run,
            String item,
            long seq,
            int turn,
            Edit edit,
            Map<String, String> loopText,
            Map<String, Object> params) {
        public Origin {
            loopText = Collections.unmodifiableMap(new LinkedHashMap<>(loopText));
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        }
    }

    /// What the run reads of its dataset.
    ///
    /// @param name of the dataset
    /// @param hash of the whole dataset
    /// @param items ids of the items of this run, in order
    /// @param chosenBy what choosing its items rested on; empty when nobody chose
    public record DatasetSnapshot(String name, Split split, String hash, List<String> items, Set<Source> chosenBy) {
        public DatasetSnapshot {
            items = List.copyOf(items);
            chosenBy = Set.copyOf(chosenBy);
        }

        /// A dataset whose items nobody chose.
        public DatasetSnapshot(String name, Split split, String hash, List<String> items) {
            this(name, split, hash, items, Set.of());
        }
    }
}
