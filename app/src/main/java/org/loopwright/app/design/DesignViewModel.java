package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Background;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopChecks;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.edit.Edit;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.edit.LoopFixes;
import org.loopwright.loop.edit.NodeCopy;
import org.loopwright.loop.edit.NodeDrafts;
import org.loopwright.loop.jinja.JinjaTemplates;

/// The designer: which loop is drawn and edited, which nodes are marked, and what a run does to them.
/// Every change is a step of the loop's text that can be undone; what is not saved is kept beside the
/// file, so that a kill loses nothing.
public final class DesignViewModel {
    /// Above this size every other node counts as fitting: checking each costs too long under the mouse.
    private static final int CHECKED = 40;

    private static final Set<String> UNFIT =
            Set.of("never-written", "maybe-unwritten", "type-mismatch", "exit-nowhere");

    private final Background background;
    private final LoopEditor editor;
    private final LoopFixes fixes;
    private final ReadOnlyObjectWrapper<@Nullable LoopEntry> loop = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Placement> placement = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable NodeDetails> details = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LoopSpec> spec = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Set<String>> selected = new ReadOnlyObjectWrapper<>(Set.of());
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.NONE);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final ObjectProperty<LiveCounts> live = new SimpleObjectProperty<>(LiveCounts.NONE);
    private @Nullable LoopDocument document;
    private @Nullable ProjectSession session;
    private Runnable saved = () -> {};
    private Map<String, LoopSpec> others = Map.of();

    /// Where the work stands.
    ///
    /// @param undo what undoing would take back, or empty
    /// @param redo what redoing would take, or empty
    /// @param unsaved what is not in the file yet
    public record Progress(String undo, String redo, Unsaved unsaved) {
        static final Progress NONE = new Progress("", "", Unsaved.NOTHING);
    }

    /// Whether a loop's file holds its text.
    public enum Unsaved {
        NOTHING,
        SOMETHING
    }

    public DesignViewModel(Background background, NodeKinds kinds) {
        this.background = background;
        this.editor = new LoopEditor(kinds, new Language(new JinjaTemplates(), new CelConditions()));
        this.fixes = new LoopFixes(editor);
    }

    /// Works on the loops of a project.
    ///
    /// @param afterSave called on the window's thread when a loop was written
    public void use(@Nullable ProjectSession project, Runnable afterSave) {
        session = project;
        saved = afterSave;
    }

    /// Tells which loops calls can lead to.
    public void know(List<LoopEntry> loops) {
        Map<String, LoopSpec> known = new LinkedHashMap<>();
        loops.forEach(entry -> {
            LoopSpec loopOf = entry.parse().loop();
            if (loopOf != null) {
                known.put(entry.fileName(), loopOf);
            }
        });
        others = known;
    }

    /// Draws a loop. Laying it out happens off the window's thread; a later call wins. The same file as
    /// before keeps its steps; what was kept unsaved of another is taken up again as a step.
    public void show(LoopEntry entry) {
        LoopDocument before = document;
        if (before != null && before.fileName().equals(entry.fileName())) {
            loop.set(entry);
            takeFromDisk(before, entry);
            return;
        }
        LoopDocument opened = new LoopDocument(editor, entry, file -> Optional.ofNullable(others.get(file)));
        document = opened;
        loop.set(entry);
        chooseNothing();
        select(Set.of());
        placement.set(null);
        changed();
        layOut(opened, LoopSpec::layout);
        ProjectSession project = session;
        if (project != null) {
            background.run(Texts.of("work.unsaved", entry.name()), () -> project.unsaved(entry.fileName()), kept -> {
                if (opened.equals(document)) {
                    kept.ifPresent(text -> replaceText(Texts.of("edit.restored"), text));
                }
            });
        }
    }

    private void takeFromDisk(LoopDocument open, LoopEntry entry) {
        boolean clean = open.isSaved();
        open.saved(entry.text());
        if (clean) {
            open.replace(Texts.of("edit.on-disk"), entry.text());
        }
        changed();
        placeAgain();
    }

    private void layOut(LoopDocument of, java.util.function.Function<LoopSpec, Map<String, LoopSpec.Position>> kept) {
        of.loop()
                .ifPresent(drawn -> background.run(
                        Texts.of("work.layout", drawn.name()),
                        () -> {
                            LoopDrawing drawing = LoopDrawing.of(drawn, editor.kinds());
                            return LayeredLayout.place(new LoopDrawing(
                                    drawing.start(), drawing.cards(), drawing.lines(), kept.apply(drawn)));
                        },
                        placed -> {
                            if (of.equals(document)
                                    && of.loop().filter(drawn::equals).isPresent()) {
                                placement.set(placed);
                            }
                        }));
    }

    /// Draws nothing.
    public void clear() {
        document = null;
        loop.set(null);
        details.set(null);
        placement.set(null);
        spec.set(null);
        select(Set.of());
        changed();
    }

    /// Makes a change as one step. What can't be done is said in [#refusalProperty], and nothing changes.
    void change(LoopChange change) {
        LoopDocument open = document;
        if (open == null) {
            return;
        }
        try {
            open.change(Step.of(change), change);
        } catch (LoopException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        edited();
    }

    /// Puts another text in place of the loop's, as one step.
    void replaceText(String label, String next) {
        LoopDocument open = document;
        if (open != null) {
            open.replace(label, next);
            edited();
        }
    }

    private void refuse(String reason) {
        refusal.set("");
        refusal.set(reason);
    }

    /// Takes the last step back.
    public void undo() {
        withDocument(LoopDocument::undo);
    }

    /// Takes the step again that was undone last.
    public void redo() {
        withDocument(LoopDocument::redo);
    }

    private void withDocument(java.util.function.Consumer<LoopDocument> action) {
        LoopDocument open = document;
        if (open != null) {
            action.accept(open);
            edited();
        }
    }

    private void edited() {
        refusal.set("");
        changed();
        placeAgain();
        LoopDocument open = document;
        ProjectSession project = session;
        if (open != null && project != null) {
            String kept = open.text();
            background.run(
                    Texts.of("work.keep", open.fileName()),
                    () -> {
                        keep(project, open, kept);
                        return kept;
                    },
                    done -> {});
        }
    }

    /// Steps may be kept out of order: only the latest text is worth it.
    private void keep(ProjectSession project, LoopDocument open, String kept) {
        synchronized (open) {
            if (kept.equals(open.text())) {
                project.keepUnsaved(open.fileName(), kept);
            }
        }
    }

    /// Writes the loop's file.
    public void save() {
        LoopDocument open = document;
        ProjectSession project = session;
        if (open == null || project == null) {
            return;
        }
        String written = open.text();
        background.run(
                Texts.of("work.save", open.fileName()),
                () -> {
                    synchronized (open) {
                        project.saveLoop(open.fileName(), written);
                    }
                    return written;
                },
                done -> {
                    open.saved(done);
                    changed();
                    saved.run();
                });
    }

    private void changed() {
        LoopDocument open = document;
        if (open == null) {
            text.set("");
            progress.set(Progress.NONE);
            return;
        }
        open.loop().ifPresent(spec::set);
        text.set(open.text());
        progress.set(new Progress(
                open.history().last().map(Edit::label).orElse(""),
                open.history().next().map(Edit::label).orElse(""),
                open.isSaved() ? Unsaved.NOTHING : Unsaved.SOMETHING));
        Set<String> still = new LinkedHashSet<>(selected.get());
        still.retainAll(open.loop().map(l -> l.nodes().keySet()).orElse(Set.of()));
        select(still);
        NodeDetails shown = details.get();
        if (shown != null) {
            String id = shown.card().id();
            if (open.loop().filter(l -> l.nodes().containsKey(id)).isPresent()) {
                choose(id);
            } else {
                chooseNothing();
            }
        }
    }

    /// Cards stay where they are; new ones stand where the file says.
    private void placeAgain() {
        LoopDocument open = document;
        Placement before = placement.get();
        if (open == null) {
            return;
        }
        open.loop().ifPresent(drawn -> {
            LoopDrawing drawing = LoopDrawing.of(drawn, editor.kinds());
            if (before != null && drawing.equals(before.drawing())) {
                return;
            }
            Map<String, Point> places = new LinkedHashMap<>();
            boolean known =
                    before != null || drawn.nodes().size() <= drawn.layout().size();
            for (String id : drawing.cards().keySet()) {
                Point old = before == null ? null : before.places().get(id);
                LoopSpec.Position given = drawn.layout().get(id);
                known &= given != null
                        || (before != null
                                && old != null
                                && !before.drawing().given().containsKey(id));
                places.put(id, old == null ? new Point(0, 0) : old);
            }
            if (known) {
                placement.set(HandLayout.place(drawing, places));
            } else {
                layOut(open, LoopSpec::layout);
            }
        });
    }

    /// Lays the whole loop out anew, and writes the places as one step.
    public void layOutAnew() {
        LoopDocument open = document;
        spec().ifPresent(drawn -> background.run(
                Texts.of("work.layout", drawn.name()),
                () -> {
                    LoopDrawing drawing = LoopDrawing.of(drawn, editor.kinds());
                    return LayeredLayout.place(
                            new LoopDrawing(drawing.start(), drawing.cards(), drawing.lines(), Map.of()));
                },
                placed -> {
                    if (open != null
                            && open.equals(document)
                            && spec().filter(drawn::equals).isPresent()) {
                        change(new LoopChange.Move(positions(placed.places())));
                    }
                }));
    }

    private static Map<String, LoopSpec.Position> positions(Map<String, Point> places) {
        Map<String, LoopSpec.Position> positions = new LinkedHashMap<>();
        places.forEach((id, at) -> positions.put(id, new LoopSpec.Position(Math.rint(at.x()), Math.rint(at.y()))));
        return positions;
    }

    /// Moves nodes. A loop that was laid out by itself gets all its places written, so that it opens as it
    /// is seen now.
    void move(Map<String, Point> places) {
        Map<String, LoopSpec.Position> all = unplaced();
        all.putAll(positions(places));
        change(new LoopChange.Move(all));
    }

    private Map<String, LoopSpec.Position> unplaced() {
        Placement shown = placement.get();
        Map<String, LoopSpec.Position> all =
                shown == null ? new LinkedHashMap<>() : new LinkedHashMap<>(positions(shown.places()));
        spec().ifPresent(drawn -> all.keySet().removeAll(drawn.layout().keySet()));
        return all;
    }

    /// Moves the marked nodes by a step.
    void nudge(double x, double y) {
        Placement shown = placement.get();
        if (shown != null && !selected.get().isEmpty()) {
            Map<String, Point> moved = new LinkedHashMap<>();
            shown.places().forEach((id, at) -> {
                if (selected.get().contains(id)) {
                    moved.put(id, new Point(at.x() + x, at.y() + y));
                }
            });
            move(moved);
        }
    }

    /// Puts the marked nodes at one height.
    void align() {
        Placement shown = placement.get();
        if (shown == null || selected.get().size() < 2) {
            return;
        }
        double y = selected.get().stream()
                .map(shown.places()::get)
                .mapToDouble(at -> at == null ? 0 : at.y())
                .min()
                .orElse(0);
        Map<String, Point> moved = new LinkedHashMap<>();
        selected.get().forEach(id -> {
            Point at = shown.places().get(id);
            moved.put(id, new Point(at == null ? 0 : at.x(), y));
        });
        move(moved);
    }

    /// Adds a node of a kind.
    ///
    /// @param onto the exit in whose middle it stands, or null
    void add(NodeKind kind, Point at, @Nullable ExitId onto) {
        spec().ifPresent(drawn -> {
            NodeSpec node = NodeDrafts.of(drawn, kind);
            Point free = free(at);
            LoopSpec.Position place = new LoopSpec.Position(Math.rint(free.x()), Math.rint(free.y()));
            LoopChange added = onto == null
                    ? new LoopChange.AddNode(node, place)
                    : new LoopChange.InsertNode(node, place, onto.node(), onto.exit());
            Map<String, LoopSpec.Position> rest = unplaced();
            change(rest.isEmpty() ? added : new LoopChange.All(List.of(new LoopChange.Move(rest), added)));
            if (spec().filter(l -> l.nodes().containsKey(node.id())).isPresent()) {
                select(Set.of(node.id()));
                choose(node.id());
            }
        });
    }

    /// The first place at or to the right of `at` where a card covers no other.
    private Point free(Point at) {
        Placement shown = placement.get();
        Point free = at;
        while (shown != null && covers(shown, free)) {
            free = new Point(free.x() + Placement.CARD_WIDTH + 72, free.y());
        }
        return free;
    }

    private static boolean covers(Placement shown, Point at) {
        return shown.places().values().stream()
                .anyMatch(place -> Math.abs(place.x() - at.x()) < Placement.CARD_WIDTH + 24
                        && Math.abs(place.y() - at.y()) < Placement.CARD_HEIGHT + 24);
    }

    /// Removes the marked nodes and joins what they had joined.
    void removeSelected() {
        if (!selected.get().isEmpty()) {
            change(new LoopChange.RemoveNodes(List.copyOf(selected.get())));
        }
    }

    /// The marked nodes as text, or empty when none is marked.
    Optional<String> copy() {
        return selected.get().isEmpty()
                ? Optional.empty()
                : spec().map(drawn -> NodeCopy.of(drawn, selected.get(), editor.kinds(), editor.language()));
    }

    /// Adds the nodes of a text beside their old places.
    void paste(String copied) {
        Set<String> before =
                new LinkedHashSet<>(spec().map(l -> l.nodes().keySet()).orElse(Set.of()));
        change(new LoopChange.Paste(copied, new LoopSpec.Position(48, 48)));
        Set<String> added =
                new LinkedHashSet<>(spec().map(l -> l.nodes().keySet()).orElse(Set.of()));
        added.removeAll(before);
        select(added);
    }

    /// The nodes that an exit can lead to without making the loop worse.
    Set<String> fitting(ExitId exit) {
        LoopSpec drawn = spec.get();
        if (drawn == null) {
            return Set.of();
        }
        Set<String> fitting = new LinkedHashSet<>(drawn.nodes().keySet());
        fitting.remove(exit.node());
        if (drawn.nodes().size() <= CHECKED) {
            long now = unfit(drawn);
            fitting.removeIf(target -> unfit(wired(drawn, exit, target)) > now);
        }
        return fitting;
    }

    private long unfit(LoopSpec drawn) {
        return LoopChecks.check(drawn, editor.kinds(), editor.language(), file -> Optional.ofNullable(others.get(file)))
                .stream()
                .filter(problem -> UNFIT.contains(problem.code()))
                .count();
    }

    private static LoopSpec wired(LoopSpec drawn, ExitId exit, String target) {
        Map<String, NodeSpec> nodes = new LinkedHashMap<>(drawn.nodes());
        NodeSpec node = drawn.node(exit.node());
        Map<String, String> exits = new LinkedHashMap<>(node.exits());
        exits.put(exit.exit(), target);
        nodes.put(
                node.id(), new NodeSpec(node.id(), node.kind(), node.settings(), exits, node.maxVisits(), node.mark()));
        return new LoopSpec(
                drawn.name(),
                drawn.level(),
                drawn.params(),
                drawn.models(),
                drawn.slots(),
                drawn.start(),
                nodes,
                drawn.layout(),
                drawn.hash());
    }

    /// What may flow through the loop, or empty when none is drawn.
    Optional<OracleFlow> flow() {
        return spec().map(drawn -> new OracleFlow(drawn, editor.kinds(), editor.language()));
    }

    /// The change that mends a problem, or empty.
    Optional<LoopChange> fix(LoopProblem problem) {
        return spec().flatMap(drawn -> fixes.fix(drawn, problem));
    }

    /// The kinds that can be added.
    List<NodeKind> kinds() {
        return List.copyOf(editor.kinds().all());
    }

    Language language() {
        return editor.language();
    }

    /// Marks nodes.
    void select(Set<String> nodes) {
        selected.set(Set.copyOf(nodes));
    }

    /// Opens the details of a node.
    public void choose(String node) {
        spec().filter(l -> l.nodes().containsKey(node))
                .ifPresent(l -> details.set(NodeDetails.of(l, problems(), node, editor.kinds())));
    }

    /// Closes the details.
    public void chooseNothing() {
        details.set(null);
    }

    private Optional<LoopSpec> spec() {
        LoopDocument open = document;
        return open == null ? Optional.empty() : open.loop();
    }

    /// What is wrong with the loop.
    public List<LoopProblem> problems() {
        LoopDocument open = document;
        return open == null ? List.of() : open.problems();
    }

    /// The loop whose file is open, as it was read, or null.
    public ReadOnlyObjectProperty<@Nullable LoopEntry> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    /// The loop as it is drawn now, or null.
    ReadOnlyObjectProperty<@Nullable LoopSpec> specProperty() {
        return spec.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable Placement> placementProperty() {
        return placement.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<@Nullable NodeDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Set<String>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /// Where the work stands.
    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /// The loop's text now.
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// Why the last change could not be made, or empty.
    ReadOnlyStringProperty refusalProperty() {
        return refusal.getReadOnlyProperty();
    }

    /// What a run does now; the shell binds it.
    public ObjectProperty<LiveCounts> liveProperty() {
        return live;
    }
}
