package org.loopwright.project;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.loopwright.journal.RunHeader;
import org.loopwright.model.ModelCard;
import org.loopwright.run.RunHandle;
import org.loopwright.run.RunListener;
import org.loopwright.run.RunPlan;

/// Runs of a project that differ from their loop's file, or that are run again.
public final class RunVariants {
    private final Project project;
    private final RunPlanner planner;
    private final LoopLibrary library;

    RunVariants(Project project, RunPlanner planner, LoopLibrary library) {
        this.project = project;
        this.planner = planner;
        this.library = library;
    }

    /// Starts a run that differs from its loop's file, under an id that the caller gives: a run of
    /// that id is never begun twice, whoever asks.
    ///
    /// @param kind MAIN, or TRIAL for one that must never enter statistics
    /// @throws ProjectException when a loop, setting, dataset, model or draft is missing or wrong, or
    ///     the run is there already: nothing was started
    public RunHandle start(UUID id, RunHeader.Kind kind, RunVariant variant, RunListener listener) {
        List<LoopFile> files = project.loops();
        RunVariant named = named(variant, files);
        RunPlan plan = planner.plan(named.request(), varied(named, files));
        RunLock lock = project.lock(id);
        return Project.unlocking(
                lock,
                l -> {
                    if (project.store().run(id).isPresent()) {
                        throw new ProjectException("run " + id + " was begun already: resume it");
                    }
                    return named.drafts().isPresent()
                            ? project.runner()
                                    .startOnDrafts(
                                            id, plan, kind, named.drafts().get(), l)
                            : project.runner().start(id, plan, kind, l);
                },
                listener);
    }

    /// Runs some items of a run again, as a trial: with the loops that its journal kept, its seed, and
    /// the models and data as they are now.
    ///
    /// @param items ids of its items
    /// @throws ProjectException when the run is unknown, or lost a file
    public RunHandle rerun(UUID run, List<String> items, RunListener listener) {
        RunHeader header = project.summary(run).header();
        RunPlan plan = planner.plan(header, items);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        UUID drafts = header.drafts();
        return Project.unlocking(
                project.lock(id),
                l -> drafts == null
                        ? project.runner().start(id, plan, RunHeader.Kind.TRIAL, l)
                        : project.runner().startOnDrafts(id, plan, RunHeader.Kind.TRIAL, drafts, l),
                listener);
    }

    /// What a run of this variant is asked: two of equal content need not both run. Opens no model.
    ///
    /// @throws ProjectException when a loop, setting, dataset or model is missing or wrong
    public RunContent content(RunVariant variant) {
        List<LoopFile> files = project.loops();
        RunVariant named = named(variant, files);
        Map<String, ModelCard> cards = new LinkedHashMap<>();
        for (ModelLibrary.ModelRef model : project.models()) {
            if (model.card() != null) {
                cards.put(model.id(), model.card());
            }
        }
        return planner.content(named, varied(named, files), cards);
    }

    /// The loop of a variant, checked.
    ///
    /// @throws ProjectException when there is no such loop, or a setting can't be changed
    public LoopFile loop(RunVariant variant) {
        List<LoopFile> files = project.loops();
        RunVariant named = named(variant, files);
        return varied(named, files).stream()
                .filter(loop -> loop.fileName().equals(named.request().loop()))
                .findFirst()
                .orElseThrow(() -> new ProjectException(
                        "there is no loop `" + named.request().loop() + "`"));
    }

    /// The variant with its loop by file name: a varied loop has another name.
    private static RunVariant named(RunVariant variant, List<LoopFile> files) {
        String wanted = variant.request().loop();
        return files.stream()
                .filter(loop -> loop.name().equals(wanted) || loop.fileName().equals(wanted))
                .findFirst()
                .map(loop -> variant.withRequest(variant.request().withLoop(loop.fileName())))
                .orElse(variant);
    }

    private List<LoopFile> varied(RunVariant variant, List<LoopFile> files) {
        return new VariedLoops(project.editor(), library)
                .of(files, variant.request().loop(), variant.settings());
    }
}
