package org.loopwright.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.round.Artifacts;
import org.loopwright.run.Budget;
import org.loopwright.run.RunPlan;
import org.loopwright.task.Continuations;
import org.loopwright.task.Dataset;
import org.loopwright.task.Datasets;
import org.loopwright.task.Graders;
import org.loopwright.task.Item;
import org.loopwright.task.Split;

/// Resolves what a person asks for into a plan: files read and checked, models open.
final class RunPlanner {
    /// What round loops run over: themselves, once. Its content is always the same, so that equal seeds give
    /// equal rounds whatever the loop is called.
    private static final Dataset ROUNDS =
            Datasets.of("rounds", Split.TRAIN, List.of(Datasets.item("rounds", null, Map.of(), null)));

    private final Path root;
    private final ProjectFile file;
    private final LoopLibrary library;
    private final ModelLibrary models;
    private final Artifacts artifacts;

    RunPlanner(Path root, ProjectFile file, LoopLibrary library, ModelLibrary models, Artifacts artifacts) {
        this.root = root;
        this.file = file;
        this.library = library;
        this.models = models;
        this.artifacts = artifacts;
    }

    /// A plan for a new run, from the loops as they stand in their files.
    ///
    /// @throws ProjectException when a loop, dataset or model is missing or wrong
    RunPlan plan(RunRequest request, List<LoopFile> loops) {
        LoopFile main = named(request.loop(), loops);
        return plan(main, byFile(loops), roles(request), chosen(main, request), request);
    }

    /// A plan to go on with a run, from the loops that its journal kept.
    ///
    /// @throws ProjectException when its dataset or a model is no longer there
    RunPlan plan(RunHeader header, Budget budget, int parallelism) {
        List<LoopFile> loops = library.readTexts(header.loopText());
        Map<String, LoopFile> byFile = byFile(loops);
        LoopFile main = Optional.ofNullable(byFile.get(header.loopFile()))
                .orElseThrow(
                        () -> new ProjectException("run " + header.id() + " kept no text of " + header.loopFile()));
        Map<String, String> roles = new LinkedHashMap<>();
        header.models().forEach((role, card) -> roles.put(role, card.id()));
        RunRequest request = new RunRequest(
                header.loop(), roles, header.dataset().name(), 0, header.seed(), budget, parallelism, header.params());
        return plan(main, byFile, role -> Optional.ofNullable(roles.get(role)), dataset(header), request);
    }

    /// A plan for a trial: one item, one loop as it is drawn.
    ///
    /// @param loops with the drawn ones among them
    /// @throws ProjectException when a loop, item or model is missing or wrong
    RunPlan plan(TrialRequest request, List<LoopFile> loops) {
        DrawnLoop drawn = drawn(request, loops);
        Map<String, LoopFile> byFile = byFile(loops);
        LoopFile main = Optional.ofNullable(byFile.get(drawn.fileName()))
                .orElseThrow(() -> new IllegalStateException("the drawn loop is one of them"));
        RunRequest run = new RunRequest(
                request.loop(), request.models(), "", 0, request.seed(), Budget.UNLIMITED, 1, request.params());
        return plan(main, byFile, roles(run), drawn.dataset().withItems(List.of(drawn.item())), run);
    }

    /// A loop as it is drawn, with the item that it is tried on.
    ///
    /// @throws ProjectException when there is no such loop, dataset or item, or the text is no loop at all
    DrawnLoop drawn(TrialRequest request, List<LoopFile> loops) {
        LoopFile main = named(request.loop(), loops);
        LoopSpec loop = main.parse().loop();
        if (loop == null) {
            throw new ProjectException(main.fileName() + " can't be read as a loop:\n  "
                    + String.join("\n  ", main.parse().errors()));
        }
        String id = request.dataset().isEmpty() ? file.defaults().dataset() : request.dataset();
        Dataset dataset = loop.level() == Level.ROUND ? ROUNDS : dataset(ref(id));
        boolean any = request.item().isEmpty() || loop.level() == Level.ROUND;
        Item item = dataset.items().stream()
                .filter(one -> any || one.id().equals(request.item()))
                .findFirst()
                .orElseThrow(() -> new ProjectException("dataset `" + id + "` has no item `" + request.item()
                        + "`; its items are "
                        + ItemTraces.shortened(
                                dataset.items().stream().map(Item::id).toList())));
        return new DrawnLoop(
                main.fileName(),
                loop.withParams(request.params()),
                main.parse().runnable() ? List.of() : main.parse().errors(),
                dataset,
                item,
                Graders.named(file.grader()));
    }

    /// The open model of a role of a trial.
    ///
    /// @throws ProjectException when the role has none, or it is not there
    LanguageModel model(TrialRequest request, String role) {
        String id = Optional.ofNullable(request.models()
                        .getOrDefault(role, file.defaults().models().get(role)))
                .orElseThrow(() -> new ProjectException("loop " + request.loop() + " needs a model for role `" + role
                        + "`: name one, or give it a default in " + ProjectFile.FILE_NAME));
        return models.open(id);
    }

    private LoopFile named(String loop, List<LoopFile> loops) {
        return loops.stream()
                .filter(l -> l.name().equals(loop) || l.fileName().equals(loop))
                .findFirst()
                .orElseThrow(() -> new ProjectException("there is no loop `" + loop + "` in project " + file.name()
                        + "; there are " + loops.stream().map(LoopFile::name).toList()));
    }

    /// The items to run over; a round loop names its own datasets.
    private Dataset chosen(LoopFile main, RunRequest request) {
        LoopSpec loop = main.parse().loop();
        if (loop != null && loop.level() == Level.ROUND) {
            return ROUNDS;
        }
        Dataset dataset = dataset(ref(request.dataset()));
        return request.items() == 0 ? dataset : dataset.first(request.items());
    }

    private static Map<String, LoopFile> byFile(List<LoopFile> loops) {
        return loops.stream().collect(Collectors.toMap(LoopFile::fileName, Function.identity()));
    }

    private Function<String, Optional<String>> roles(RunRequest request) {
        return role -> Optional.ofNullable(
                request.models().getOrDefault(role, file.defaults().models().get(role)));
    }

    private RunPlan plan(
            LoopFile main,
            Map<String, LoopFile> loops,
            Function<String, Optional<String>> roles,
            Dataset dataset,
            RunRequest request) {
        Map<String, LoopSpec> specs = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String reached : library.reachable(main.fileName(), loops)) {
            LoopFile loop = loops.get(reached);
            if (loop != null) {
                specs.put(reached, runnable(loop));
                texts.put(reached, loop.text());
            }
        }
        specs.computeIfPresent(main.fileName(), (_, loop) -> loop.withParams(request.params()));
        Map<String, LanguageModel> open = new LinkedHashMap<>();
        LoopSpec first = specs.get(main.fileName());
        boolean rounds = first != null && first.level() == Level.ROUND;
        // The item loops of a round loop get their models from its slots.
        for (LoopSpec loop : rounds ? List.of(first) : specs.values()) {
            loop.models().forEach(role -> open.computeIfAbsent(role, _ -> open(role, roles, main)));
        }
        return new RunPlan(
                main.fileName(),
                specs,
                texts,
                open,
                rounds ? ROUNDS : dataset,
                Graders.named(file.grader()),
                request.seed(),
                request.budget(),
                request.parallelism());
    }

    /// The open model of a role, as a run had it.
    ///
    /// @throws ProjectException when it is no longer there
    LanguageModel model(RunHeader header, String role) {
        ModelCard card = header.models().get(role);
        if (card == null) {
            throw new ProjectException("run " + header.id() + " had no model for role `" + role + "`");
        }
        return models.open(card.id());
    }

    private LanguageModel open(String role, Function<String, Optional<String>> roles, LoopFile loop) {
        String id = roles.apply(role)
                .orElseThrow(() -> new ProjectException("loop " + loop.name() + " needs a model for role `" + role
                        + "`: name one, or give it a default in " + ProjectFile.FILE_NAME));
        return models.open(id);
    }

    private static LoopSpec runnable(LoopFile file) {
        LoopSpec loop = file.parse().loop();
        if (loop == null || !file.parse().runnable()) {
            throw new ProjectException(file.fileName() + " can't run:\n  "
                    + String.join("\n  ", file.parse().errors()));
        }
        return loop;
    }

    ProjectFile.DatasetRef ref(String id) {
        ProjectFile.DatasetRef ref = file.datasets().get(id);
        if (ref == null) {
            throw new ProjectException("there is no dataset `" + id + "` in project " + file.name() + "; there are "
                    + file.datasets().keySet());
        }
        return ref;
    }

    Dataset dataset(ProjectFile.DatasetRef ref) {
        return Datasets.read(root.resolve(ref.file()), ref.name(), ref.split()).withChosenBy(ref.chosenBy());
    }

    /// The items of a run, in its order.
    Dataset dataset(RunHeader header) {
        RunHeader.DatasetSnapshot snapshot = header.dataset();
        if (snapshot.hash().equals(ROUNDS.hash())) {
            return ROUNDS;
        }
        Optional<Dataset> attempts = artifacts.items(header.id());
        if (attempts.isPresent()) {
            return attempts.get();
        }
        Dataset whole = file.datasets().values().stream()
                .filter(d -> d.name().equals(snapshot.name()) && d.split() == snapshot.split())
                .findFirst()
                .map(this::dataset)
                .orElseThrow(() -> new ProjectException("run " + header.id() + " ran on dataset " + snapshot.name()
                        + " (" + snapshot.split().label() + "), which project " + file.name() + " no longer has"));
        Map<String, Item> byId = whole.items().stream().collect(Collectors.toMap(Item::id, Function.identity()));
        List<Item> items = new ArrayList<>();
        for (String id : snapshot.items()) {
            Item item = header.origins().isEmpty() ? byId.get(id) : continuation(header, byId, id);
            if (item == null) {
                throw new ProjectException("run " + header.id() + " ran on item " + id + ", which dataset "
                        + snapshot.name() + " no longer has: put the old file back");
            }
            items.add(item);
        }
        return whole.withItems(items);
    }

    private static @Nullable Item continuation(RunHeader header, Map<String, Item> items, String id) {
        Item original = items.get(header.origins().getFirst().item());
        return original == null ? null : Continuations.of(original, id);
    }
}
