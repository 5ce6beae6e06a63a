package org.loopwright.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javafx.scene.control.ScrollPane;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.session.RunOrder;
import org.loopwright.run.RunListener;
import org.loopwright.store.RunSummary;

/// Pictures of the comparison and of a result with its null, of real runs: four seeds of the sample's loop, and one of
/// each control.
final class ComparisonShots {
    private static final int ITEMS = 200;
    private static final List<String> CONTROLS = List.of("blind-redraw", "shuffled-verdict", "worked-answer");

    private final Screenshots window;

    ComparisonShots(Screenshots window) {
        this.window = window;
    }

    /// Runs what is missing of the runs, and takes the pictures.
    void take() throws Exception {
        window.openDrawing();
        window.await("#node-check");
        ProjectSession open = window.model().sessionProperty().get();
        for (long seed = 1; seed <= 4; seed++) {
            run(open, "self-check", seed);
        }
        for (String loop : CONTROLS) {
            run(open, loop, 1);
        }
        List<UUID> runs = open.runs().reversed().stream()
                .filter(ComparisonShots::isShown)
                .map(run -> run.header().id())
                .toList();
        Screenshots.on(() -> window.model().showComparison(runs));
        window.await("#compare-verdict");
        Screenshots.settle(1500);
        window.shot("compare");
        scroll("#compare-page", 0.42);
        window.shot("compare-yardsticks");
        scroll("#compare-page", 1);
        window.shot("compare-figures");
        Screenshots.on(() -> window.model().showResult(runs.getFirst()));
        window.await("#headline-n");
        Screenshots.settle(1500);
        window.shot("result-of-many");
        scroll("#result-page", 1);
        window.shot("result-null");
        Screenshots.on(() -> window.model().showLab(checked(open)));
        window.await("#lab-graders-begin");
        window.await("#lab-rule-table");
        window.click("#lab-graders-begin");
        window.await("#lab-grader-table");
        Screenshots.settle(600);
        window.shot("lab");
        takeHome(open);
        takeImport();
    }

    /// The longest run with a check: it has several turns, which one that was stopped early may not have.
    private static UUID checked(ProjectSession open) {
        return open.runs().stream()
                .filter(run -> run.header().loop().equals("self-check"))
                .max(Comparator.comparingLong(RunSummary::itemsDone))
                .orElseThrow()
                .header()
                .id();
    }

    /// The project's own page, with a claim that is judged by the runs above and one that still wants runs.
    private void takeHome(ProjectSession open) throws Exception {
        Path experiments = Files.createDirectories(window.project().resolve("experiments"));
        Files.writeString(experiments.resolve("check-helps.experiment.yaml"), """
                loopwright: 1
                dated: 2026-11-24
                hypothesis: A check that reads the draft gains more than one that rejects at random.
                primary: {arm: self-check, base: shuffled}
                n: 200
                margin: 2
                seeds: [1]
                dataset: dev
                arms:
                  shuffled: {loop: shuffled-verdict}
                  self-check: {loop: self-check}
                """);
        Files.writeString(experiments.resolve("hotter-drafts.experiment.yaml"), """
                loopwright: 1
                dated: 2026-11-26
                hypothesis: Hotter drafts leave the check more to find, and it finds it.
                primary: {arm: hot, base: usual, metric: gain}
                n: 200
                seeds: [1, 2]
                dataset: dev
                arms:
                  usual: {loop: self-check}
                  hot: {loop: self-check, set: {draft.sampling.temperature: 1.5}}
                """);
        Files.writeString(window.project().resolve("notes.md"), """
                The slips are carries: 46 + 38 comes out as 74. The check finds
                nearly all of them, the revision repeats some at higher temperature.

                - ask Ada whether the worked answers see the carry at all
                - run the second training seed before writing this up
                """);
        open.runs();
        Screenshots.on(() -> window.model().pageProperty().set(org.loopwright.app.shell.Page.HOME));
        window.await("#claim-check-helps");
        Screenshots.settle(800);
        window.shot("home");
    }

    /// A table whose fields have names of their own, before it is imported.
    private void takeImport() throws Exception {
        Path table = Files.createTempDirectory("import").resolve("their-attempts.csv");
        Files.writeString(table, """
                task_id,problem,model_output,target,passed,meta.tokens
                sum-1,What is 17 + 25?,17 + 25 = 42,42,1,12
                sum-2,What is 46 + 38?,"46 + 38 = 74, no: 84",84,1,19
                sum-3,What is 91 - 57?,91 - 57 = 44,34,0,11
                sum-4,What is 12 * 12?,12 * 12 = 144,144,1,13
                """);
        Screenshots.on(() -> window.model().importFile(table));
        window.await("#import-now");
        Screenshots.settle(500);
        window.shot("import");
        window.click("#import-cancel");
    }

    private void scroll(String page, double place) throws Exception {
        Screenshots.on(() -> window.find(page, ScrollPane.class).setVvalue(place));
        Screenshots.settle(500);
    }

    private static boolean isShown(RunSummary run) {
        return run.status() == RunSummary.Status.FINISHED
                && run.header().dataset().items().size() == ITEMS
                && (run.header().loop().equals("self-check")
                        || CONTROLS.contains(run.header().loop()));
    }

    private static void run(ProjectSession open, String loop, long seed) throws Exception {
        boolean there = open.runs().stream()
                .filter(ComparisonShots::isShown)
                .anyMatch(
                        run -> run.header().loop().equals(loop) && run.header().seed() == seed);
        if (!there) {
            RunOrder order = new RunOrder(
                    loop + ".loop.yaml", open.card().models(), open.card().dataset(), ITEMS, seed);
            open.start(order, RunListener.NONE).await();
        }
    }
}
