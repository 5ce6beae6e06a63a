package org.loopwright.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Level;
import org.loopwright.loop.LoopSpec;
import org.loopwright.model.AskingForAlternatives;
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
    /// What round loops run over: themselves, once. Its content is always the same, so that equal
    /// seeds give equal rounds whatever the loop is called.
    private static final Dataset ROUNDS =
            Datasets.of("rounds", Split.TRAIN, List.of(Datasets.item("rounds", null, Map.of(), null)));

    private final Path root;
    private final Supplier<ProjectFile> file;
    private final LoopLibrary library;
    private final ModelLibrary models;
    private final Artifacts artifacts;

    RunPlanner(Path root, Supplier<ProjectFile> file, LoopLibrary library, ModelLibrary models, Artifacts artifacts) {
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
        LoopFile main = main(request.loop(), loops);
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
        LoopFile main = main(request.loop(), loops);
        LoopSpec loop = main.parse().loop();
        if (loop == null) {
            throw new ProjectException(main.fileName() + " can't be read as a loop:\n  "
                    + String.join("\n  ", main.parse().errors()));
        }
        String id = request.dataset().isEmpty() ? file.get().defaults().dataset() : request.dataset();
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
                Graders.named(file.get().grader()));
    }

    /// The open model of a role of a trial.
    ///
    /// @throws ProjectException when the role has none, or it is not there
    LanguageModel model(TrialRequest request, String role) {
        String id = Optional.ofNullable(request.models()
                        .getOrDefault(role, file.get().defaults().models().get(role)))
                .orElseThrow(() -> new ProjectException("loop " + request.loop() + " needs a model for role `" + role
                        + "`: name one, or give it a default in " + ProjectFile.FILE_NAME));
        return models.open(id);
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

    /// What a run of this variant is asked, without opening a model.
    ///
    /// @param loops the variant's
    /// @throws ProjectException when a loop, dataset or model is missing or wrong
    RunContent content(RunVariant variant, List<LoopFile> loops, Map<String, ModelCard> cards) {
        RunRequest request = variant.request();
        LoopFile main = main(request.loop(), loops);
        Map<String, LoopFile> byFile = byFile(loops);
        Map<String, LoopSpec> specs = new LinkedHashMap<>();
        Map<String, String> called = new TreeMap<>();
        for (String reached : library.reachable(main.fileName(), byFile)) {
            LoopFile loop = byFile.get(reached);
            if (loop != null) {
                specs.put(reached, runnable(loop));
                if (!reached.equals(main.fileName())) {
                    called.put(reached, loop.text());
                }
            }
        }
        LoopSpec first = runnable(main);
        Function<String, Optional<String>> roles = roles(request);
        Map<String, String> models = new LinkedHashMap<>();
        for (LoopSpec loop : first.level() == Level.ROUND ? List.of(first) : specs.values()) {
            loop.models().forEach(role -> models.computeIfAbsent(role, _ -> hash(role, roles, main, cards)));
        }
        Dataset dataset = chosen(main, request);
        return new RunContent(
                first.hash(),
                RunContent.sha(called.toString()),
                RunContent.params(first.withParams(request.params()).params()),
                models,
                dataset.hash(),
                dataset.items().stream().map(Item::id).toList(),
                file.get().grader(),
                request.seed(),
                variant.drafts().map(Object::toString).orElse(""),
                library.broughtTo(specs.values()));
    }

    private static String hash(
            String role, Function<String, Optional<String>> roles, LoopFile loop, Map<String, ModelCard> cards) {
        String id = id(role, roles, loop);
        ModelCard card = cards.get(id);
        if (card == null) {
            throw new ProjectException("there is no readable model `" + id + "`; there are " + cards.keySet());
        }
        return card.hash();
    }

    private LoopFile main(String name, List<LoopFile> loops) {
        return loops.stream()
                .filter(l -> l.name().equals(name) || l.fileName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProjectException("there is no loop `" + name + "` in project "
                        + file.get().name() + "; there are "
                        + loops.stream().map(LoopFile::name).toList()));
    }

    /// A plan for a run of some of its own items.
    ///
    /// @param items ids
    /// @throws ProjectException when its dataset or a model is no longer there
    RunPlan plan(RunHeader header, List<String> items) {
        RunPlan plan = plan(header, Budget.UNLIMITED, RunPlan.DEFAULT_PARALLELISM);
        Dataset some = plan.dataset()
                .withItems(plan.dataset().items().stream()
                        .filter(item -> items.contains(item.id()))
                        .toList());
        return new RunPlan(
                plan.loopFile(),
                plan.loops(),
                plan.texts(),
                plan.models(),
                some,
                plan.grader(),
                plan.seed(),
                plan.budget(),
                plan.parallelism());
    }

    private static Map<String, LoopFile> byFile(List<LoopFile> loops) {
        return loops.stream().collect(Collectors.toMap(LoopFile::fileName, Function.identity()));
    }

    private Function<String, Optional<String>> roles(RunRequest request) {
        return role -> Optional.ofNullable(request.models()
                .getOrDefault(role, file.get().defaults().models().get(role)));
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
                Graders.named(file.get().grader()),
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
        return AskingForAlternatives.of(
                models.open(id(role, roles, loop)), file.get().defaults().alternatives());
    }

    private static String id(String role, Function<String, Optional<String>> roles, LoopFile loop) {
        return roles.apply(role)
                .orElseThrow(() -> new ProjectException("loop " + loop.name() + " needs a model for role `" + role
                        + "`: name one, or give it a default in " + ProjectFile.FILE_NAME));
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
        ProjectFile.DatasetRef ref = file.get().datasets().get(id);
        if (ref == null) {
            throw new ProjectException("there is no dataset `" + id + "` in project "
                    + file.get().name() + "; there are " + file.get().datasets().keySet());
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
        Dataset whole = file.get().datasets().values().stream()
                .filter(d -> d.name().equals(snapshot.name()) && d.split() == snapshot.split())
                .findFirst()
                .map(this::dataset)
                .orElseThrow(() -> new ProjectException("run " + header.id() + " ran on dataset " + snapshot.name()
                        + " (" + snapshot.split().label() + "), which project "
                        + file.get().name() + " no longer has"));
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
