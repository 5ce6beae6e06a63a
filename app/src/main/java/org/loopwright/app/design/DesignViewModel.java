package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.session.LiveCounts;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectSession;
import org.loopwright.app.work.Background;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.edit.LoopFixes;
import org.loopwright.loop.jinja.JinjaTemplates;

/// The designer: which loop is drawn and edited, which nodes are marked, and what a run does to them. The text
/// and its steps are [LoopWork]'s, where nodes stand is the [Arrangement]'s, what is done to marked nodes
/// [NodeEdits]', and what differs from another version the [LoopComparison]'s.
public final class DesignViewModel {
    private final LoopEditor editor;
    private final LoopFixes fixes;
    private final LoopKeeper keeper;
    private final LoopWork work;
    private final Arrangement arrangement;
    private final Marking marking;
    private final LoopTrail trail = new LoopTrail();
    private final NestedLoops nested;
    private final NodeEdits nodes = new NodeEdits(this);
    private final LoopComparison comparison;
    private final OriginWatch origin;
    private final ReadOnlyObjectWrapper<@Nullable LoopEntry> loop = new ReadOnlyObjectWrapper<>();
    private final ObjectProperty<LiveCounts> live = new SimpleObjectProperty<>(LiveCounts.NONE);

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
        this.editor = new LoopEditor(kinds, new Language(new JinjaTemplates(), new CelConditions()));
        this.fixes = new LoopFixes(editor);
        this.keeper = new LoopKeeper(background);
        this.marking = new Marking(kinds);
        this.nested = new NestedLoops(this, trail, keeper);
        this.arrangement = new Arrangement(background, kinds, this::drawn, this::change);
        this.work = new LoopWork(editor, keeper, this::changed, arrangement::follow);
        this.comparison = new LoopComparison(background, kinds, trail, work);
        this.origin = new OriginWatch(background, work);
    }

    /// Works on the loops of a project.
    ///
    /// @param afterSave called on the window's thread when a loop was written, with what waits for it
    public void use(@Nullable ProjectSession project, Consumer<Runnable> afterSave) {
        keeper.use(project, afterSave);
        comparison.use(project);
        origin.use(project);
    }

    /// Tells which loops calls can lead to.
    public void know(List<LoopEntry> loops) {
        trail.know(loops);
    }

    /// Draws a loop that was chosen, or goes on drawing what is open in place of its calls.
    public void show(LoopEntry entry) {
        Optional<LoopEntry> within = trail.within(entry.fileName());
        if (within.isEmpty()) {
            trail.begin(entry.fileName());
        }
        draw(within.orElse(entry));
    }

    /// Draws a loop. Laying it out happens off the window's thread; a later call wins. The same file as
    /// before keeps its steps; what was kept unsaved of another is taken up again as a step.
    void draw(LoopEntry entry) {
        loop.set(entry);
        if (work.isOn(entry.fileName())) {
            work.takeFromDisk(entry.text());
            return;
        }
        chooseNothing();
        select(Set.of());
        arrangement.clear();
        work.begin(entry, trail::loop);
        comparison.follow(entry.fileName());
        origin.follow(entry.fileName());
        arrangement.begin();
        work.restore();
    }

    /// Draws nothing.
    public void clear() {
        loop.set(null);
        chooseNothing();
        trail.clear();
        arrangement.clear();
        comparison.close();
        select(Set.of());
        work.end();
    }

    /// Makes a change as one step. What can't be done is said in [#refusalProperty], and nothing changes.
    void change(LoopChange change) {
        change(Step.of(change), change);
    }

    /// As above, with a name for the step.
    void change(String label, LoopChange change) {
        work.change(label, change);
    }

    /// Puts another text in place of the loop's, as one step.
    void replaceText(String label, String next) {
        work.replaceText(label, next);
    }

    /// Says why something can't be done.
    void refuse(String reason) {
        work.refuse(reason);
    }

    /// Takes the last step back.
    public void undo() {
        work.undo();
    }

    /// Takes the step again that was undone last.
    public void redo() {
        work.redo();
    }

    /// Writes the loop's file.
    public void save() {
        work.save();
    }

    /// Does something with the loop as it is drawn: writes its file first when it is not saved.
    public void whenSaved(Runnable action) {
        work.whenSaved(action);
    }

    private void changed() {
        marking.follow(drawn(), problems());
    }

    /// Lays the whole loop out anew, and writes the places as one step.
    public void layOutAnew() {
        arrangement.layOutAnew();
    }

    /// The nodes that an exit can lead to without making the loop worse.
    Set<String> fitting(ExitId exit) {
        return drawn().map(loop -> new Fitting(editor, trail::loop).targets(loop, exit))
                .orElse(Set.of());
    }

    /// What may flow through the loop, or empty when none is drawn.
    Optional<OracleFlow> flow() {
        return drawn().map(drawn -> new OracleFlow(drawn, editor.kinds(), editor.language()));
    }

    /// The change that mends a problem, or empty.
    Optional<LoopChange> fix(LoopProblem problem) {
        return drawn().flatMap(drawn -> fixes.fix(drawn, problem));
    }

    /// Kinds, languages, and what makes changes.
    LoopEditor editor() {
        return editor;
    }

    /// Where the nodes stand.
    Arrangement arrangement() {
        return arrangement;
    }

    /// What is done to the marked nodes.
    NodeEdits nodes() {
        return nodes;
    }

    /// Loops in loops.
    NestedLoops nested() {
        return nested;
    }

    /// The project's loops, and which are open in place.
    LoopTrail trail() {
        return trail;
    }

    /// What differs from another version.
    LoopComparison comparison() {
        return comparison;
    }

    /// How far it is from the recipe that the project came from.
    OriginWatch origin() {
        return origin;
    }

    /// Marks nodes.
    void select(Set<String> chosen) {
        marking.select(chosen);
    }

    /// Opens the details of a node.
    public void choose(String node) {
        drawn().ifPresent(loop -> marking.choose(loop, problems(), node));
    }

    /// Closes the details.
    public void chooseNothing() {
        marking.chooseNothing();
    }

    /// The loop as it is drawn now, or empty when the text is no loop.
    Optional<LoopSpec> drawn() {
        return work.drawn();
    }

    /// What is wrong with the loop.
    public List<LoopProblem> problems() {
        return work.problems();
    }

    /// The loop whose file is open, as it was read, or null.
    public ReadOnlyObjectProperty<@Nullable LoopEntry> loopProperty() {
        return loop.getReadOnlyProperty();
    }

    /// The loop as it is drawn now, or null.
    ReadOnlyObjectProperty<@Nullable LoopSpec> specProperty() {
        return work.specProperty();
    }

    ReadOnlyObjectProperty<@Nullable NodeDetails> detailsProperty() {
        return marking.detailsProperty();
    }

    /// The marked nodes.
    public ReadOnlyObjectProperty<Set<String>> selectedProperty() {
        return marking.selectedProperty();
    }

    /// Where the work stands.
    public ReadOnlyObjectProperty<Progress> progressProperty() {
        return work.progressProperty();
    }

    /// The loop's text now.
    public ReadOnlyStringProperty textProperty() {
        return work.textProperty();
    }

    /// Why the last change could not be made, or empty.
    ReadOnlyStringProperty refusalProperty() {
        return work.refusalProperty();
    }

    /// What a run does now; the shell binds it.
    public ObjectProperty<LiveCounts> liveProperty() {
        return live;
    }
}
