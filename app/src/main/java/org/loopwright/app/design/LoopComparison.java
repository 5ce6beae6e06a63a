package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.store.RunSummary;

/// The loop under work beside another version of it: its saved file, the recipe that the project came from,
/// another loop of the project, or what a stored run ran. What differs follows every edit. Belongs to the
/// window's thread.
final class LoopComparison {
    /// So many runs are offered, the latest.
    private static final int RUNS = 50;

    private final Background background;
    private final NodeKinds kinds;
    private final LoopTrail trail;
    private final LoopWork work;
    private final ReadOnlyObjectWrapper<List<CompareBase>> bases = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable CompareBase> base = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LoopDiff> diff = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Difference> current = new ReadOnlyObjectWrapper<>();
    private @Nullable ProjectSession session;
    private @Nullable Version before;
    private String savedText = "";
    private String file = "";

    LoopComparison(Background background, NodeKinds kinds, LoopTrail trail, LoopWork work) {
        this.background = background;
        this.kinds = kinds;
        this.trail = trail;
        this.work = work;
        work.specProperty().subscribe(now -> compare());
        work.progressProperty().subscribe(now -> followSaved());
    }

    void use(@Nullable ProjectSession project) {
        session = project;
    }

    /// Another loop is under work: it is compared with nothing at first.
    void follow(String fileName) {
        file = fileName;
        close();
    }

    /// Offers what there is to compare with. It is compared with its file while that holds something else, or else
    /// with the recipe or the latest run.
    void open() {
        open(offered -> {
            CompareBase chosen = base.get();
            if (chosen != null && offered.contains(chosen)) {
                return chosen;
            }
            boolean clean = work.progressProperty().get().unsaved() == DesignViewModel.Unsaved.NOTHING;
            return clean && offered.size() > 1 ? offered.get(1) : offered.getFirst();
        });
    }

    /// As above; it is compared with the recipe that the project came from.
    void openRecipe() {
        open(offered -> offered.stream()
                .filter(CompareBase.Recipe.class::isInstance)
                .findFirst()
                .orElse(offered.getFirst()));
    }

    private void open(Function<List<CompareBase>, CompareBase> which) {
        ProjectSession project = session;
        if (project != null && !file.isEmpty()) {
            String of = file;
            background.run(Texts.of("work.versions"), () -> offered(project, of), offered -> {
                if (of.equals(file)) {
                    bases.set(offered);
                    choose(which.apply(offered));
                }
            });
        }
    }

    private List<CompareBase> offered(ProjectSession project, String fileName) {
        List<CompareBase> offered = new ArrayList<>();
        offered.add(new CompareBase.SavedFile(Texts.of("diff.saved")));
        project.origin()
                .ifPresent(origin -> origin.loops().keySet().stream()
                        .sorted(java.util.Comparator.comparing((String loop) -> !loop.equals(fileName)))
                        .forEach(loop -> offered.add(
                                new CompareBase.Recipe(Texts.of("diff.recipe", origin.title(), loop), loop))));
        project.runs().stream()
                .filter(run -> run.header().loopText().containsKey(fileName))
                .limit(RUNS)
                .forEach(run -> offered.add(
                        new CompareBase.OfRun(label(run), run.header().id())));
        project.loops().stream()
                .filter(loop -> !loop.fileName().equals(fileName))
                .forEach(loop ->
                        offered.add(new CompareBase.OtherLoop(Texts.of("diff.loop", loop.name()), loop.fileName())));
        return offered;
    }

    private static String label(RunSummary run) {
        return Texts.of(
                "diff.run",
                run.header().loop(),
                Figures.when(run.startedAt()),
                Long.toString(run.header().seed()));
    }

    /// Compares with another version. Reading and placing it happens off the window's thread.
    void choose(CompareBase chosen) {
        base.set(chosen);
        current.set(null);
        ProjectSession project = session;
        savedText = work.saved().orElse("");
        if (project != null) {
            Reading reading = new Reading(
                    project,
                    file,
                    savedText,
                    chosen instanceof CompareBase.OtherLoop(var _, var other) ? trail.loop(other) : Optional.empty());
            background.run(
                    Texts.of("work.versions"),
                    () -> reading.of(chosen).map(loop -> Version.of(loop, kinds)),
                    found -> take(chosen, found));
        }
    }

    /// Reads another version; no part of it changes while it reads.
    private record Reading(ProjectSession project, String file, String saved, Optional<LoopSpec> other) {
        Optional<LoopSpec> of(CompareBase chosen) {
            return switch (chosen) {
                case CompareBase.SavedFile _ -> read(saved);
                case CompareBase.OtherLoop _ -> other;
                case CompareBase.Recipe(var _, var fileName) ->
                    project.origin()
                            .flatMap(
                                    origin -> Optional.ofNullable(origin.loops().get(fileName)))
                            .flatMap(LoopComparison::read);
                case CompareBase.OfRun(var _, var run) ->
                    project.run(run).flatMap(summary -> ran(summary.header(), file));
            };
        }
    }

    private static Optional<LoopSpec> ran(RunHeader header, String fileName) {
        Optional<LoopSpec> loop =
                Optional.ofNullable(header.loopText().get(fileName)).flatMap(LoopComparison::read);
        return fileName.equals(header.loopFile()) ? loop.map(spec -> given(spec, header.params())) : loop;
    }

    /// The loop with the values that the run was given.
    private static LoopSpec given(LoopSpec loop, Map<String, Object> params) {
        Map<String, Object> known = new LinkedHashMap<>(params);
        known.keySet().retainAll(loop.params().keySet());
        return loop.withParams(known);
    }

    private static Optional<LoopSpec> read(String text) {
        return Optional.ofNullable(LoopYaml.read(text).loop());
    }

    private void take(CompareBase chosen, Optional<Version> version) {
        if (chosen.equals(base.get())) {
            before = version.orElse(null);
            if (version.isEmpty()) {
                work.refuse(Texts.of("diff.unreadable", chosen.label()));
            }
            compare();
        }
    }

    private void compare() {
        Version old = before;
        LoopSpec now = work.specProperty().get();
        LoopDiff next = base.get() == null || old == null || now == null ? null : LoopDiff.of(old.loop(), now);
        if (!Objects.equals(next, diff.get())) {
            Difference shown = current.get();
            if (next == null || (shown != null && !next.differences().contains(shown))) {
                current.set(null);
            }
            diff.set(next);
        }
    }

    /// Saving changes what the file holds.
    private void followSaved() {
        CompareBase chosen = base.get();
        if (chosen instanceof CompareBase.SavedFile && !work.saved().orElse("").equals(savedText)) {
            choose(chosen);
        }
    }

    /// What is gone, beside a placed drawing.
    Ghosts ghosts(@Nullable Placement placement) {
        LoopDiff shown = diff.get();
        Version old = before;
        return shown == null || old == null || placement == null
                ? Ghosts.NONE
                : Ghosts.of(placement, shown, old.places(), kinds);
    }

    /// Compares with nothing.
    void close() {
        base.set(null);
        before = null;
        current.set(null);
        bases.set(List.of());
        diff.set(null);
    }

    /// Goes to one difference.
    void show(Difference difference) {
        current.set(difference);
    }

    /// Goes to the next difference, or the one before; round at the ends.
    ///
    /// @param step 1 or -1
    void go(int step) {
        LoopDiff shown = diff.get();
        if (shown != null && !shown.isEmpty()) {
            List<Difference> all = shown.differences();
            Difference at = current.get();
            int index = at == null ? (step > 0 ? -1 : 0) : all.indexOf(at);
            current.set(all.get(Math.floorMod(index + step, all.size())));
        }
    }

    /// What it can be compared with.
    ReadOnlyObjectProperty<List<CompareBase>> basesProperty() {
        return bases.getReadOnlyProperty();
    }

    /// What it is compared with, or null.
    ReadOnlyObjectProperty<@Nullable CompareBase> baseProperty() {
        return base.getReadOnlyProperty();
    }

    /// What differs, or null when nothing is compared.
    ReadOnlyObjectProperty<@Nullable LoopDiff> diffProperty() {
        return diff.getReadOnlyProperty();
    }

    /// The difference that is looked at, or null.
    ReadOnlyObjectProperty<@Nullable Difference> currentProperty() {
        return current.getReadOnlyProperty();
    }
}
