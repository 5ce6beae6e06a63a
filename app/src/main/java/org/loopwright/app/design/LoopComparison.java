package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
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
    private final LoopTrail trail;
    private final LoopWork work;
    private final ReadOnlyObjectWrapper<List<CompareBase>> bases = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable CompareBase> base = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LoopDiff> diff = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Difference> current = new ReadOnlyObjectWrapper<>();
    private @Nullable ProjectSession session;
    private @Nullable LoopSpec before;
    private String file = "";

    LoopComparison(Background background, LoopTrail trail, LoopWork work) {
        this.background = background;
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

    /// Offers what there is to compare with, and compares with the first of them that differs.
    void open() {
        ProjectSession project = session;
        if (project != null && !file.isEmpty()) {
            String of = file;
            background.run(Texts.of("work.compare-versions"), () -> offered(project, of), offered -> {
                if (of.equals(file)) {
                    bases.set(offered);
                    CompareBase chosen = base.get();
                    choose(chosen != null && offered.contains(chosen) ? chosen : offered.getFirst());
                }
            });
        }
    }

    private List<CompareBase> offered(ProjectSession project, String fileName) {
        List<CompareBase> offered = new ArrayList<>();
        offered.add(new CompareBase.SavedFile(Texts.of("compare.saved")));
        project.origin()
                .ifPresent(origin -> origin.loops().keySet().stream()
                        .sorted(java.util.Comparator.comparing((String loop) -> !loop.equals(fileName)))
                        .forEach(loop -> offered.add(
                                new CompareBase.Recipe(Texts.of("compare.recipe", origin.title(), loop), loop))));
        project.runs().stream()
                .filter(run -> run.header().loopText().containsKey(fileName))
                .limit(RUNS)
                .forEach(run -> offered.add(new CompareBase.OfRun(label(run), run.header().id())));
        project.loops().stream()
                .filter(loop -> !loop.fileName().equals(fileName))
                .forEach(loop ->
                        offered.add(new CompareBase.OtherLoop(Texts.of("compare.loop", loop.name()), loop.fileName())));
        return offered;
    }

    private static String label(RunSummary run) {
        return Texts.of("compare.run", run.header().loop(), Figures.when(run.startedAt()), Long.toString(run.header().seed()));
    }

    /// Compares with another version.
    void choose(CompareBase chosen) {
        base.set(chosen);
        current.set(null);
        switch (chosen) {
            case CompareBase.SavedFile _ -> take(chosen, work.saved().flatMap(LoopComparison::read));
            case CompareBase.OtherLoop(var _, var fileName) -> take(chosen, trail.loop(fileName));
            case CompareBase.Recipe(var _, var fileName) ->
                read(chosen, project -> project.origin()
                        .flatMap(origin -> Optional.ofNullable(origin.loops().get(fileName)))
                        .flatMap(LoopComparison::read));
            case CompareBase.OfRun(var _, var run) ->
                read(chosen, project -> project.run(run).flatMap(summary -> ran(summary.header(), file)));
        }
    }

    private void read(CompareBase chosen, java.util.function.Function<ProjectSession, Optional<LoopSpec>> reading) {
        ProjectSession project = session;
        if (project != null) {
            background.run(
                    Texts.of("work.compare-versions"), () -> reading.apply(project), found -> take(chosen, found));
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

    private void take(CompareBase chosen, Optional<LoopSpec> loop) {
        if (chosen.equals(base.get())) {
            before = loop.orElse(null);
            if (loop.isEmpty()) {
                work.refuse(Texts.of("compare.unreadable", chosen.label()));
            }
            compare();
        }
    }

    private void compare() {
        LoopSpec old = before;
        LoopSpec now = work.specProperty().get();
        if (base.get() == null || old == null || now == null) {
            diff.set(null);
            return;
        }
        LoopDiff next = LoopDiff.of(old, now);
        if (!next.equals(diff.get())) {
            diff.set(next);
            Difference shown = current.get();
            if (shown != null && !next.differences().contains(shown)) {
                current.set(null);
            }
        }
    }

    /// Saving changes what the file holds.
    private void followSaved() {
        if (base.get() instanceof CompareBase.SavedFile) {
            before = work.saved().flatMap(LoopComparison::read).orElse(null);
            compare();
        }
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
