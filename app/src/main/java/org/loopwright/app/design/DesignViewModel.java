package org.loopwright.app.design;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.edit.Edit;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.edit.LoopFixes;
import org.loopwright.loop.jinja.JinjaTemplates;

/// The designer: which loop is drawn and edited, which nodes are marked, and what a run does to them.
/// Every change is a step of the loop's text that can be undone; what is not saved is kept beside the
/// file, so that a kill loses nothing. Where nodes stand is the [Arrangement]'s, what is done to marked
/// nodes [NodeEdits]'.
public final class DesignViewModel {
    private final LoopEditor editor;
    private final LoopFixes fixes;
    private final LoopKeeper keeper;
    private final Arrangement arrangement;
    private final Marking marking;
    private final LoopTrail trail = new LoopTrail();
    private final NestedLoops nested;
    private final NodeEdits nodes = new NodeEdits(this);
    private final ReadOnlyObjectWrapper<@Nullable LoopEntry> loop = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LoopSpec> spec = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(Progress.NONE);
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final ObjectProperty<LiveCounts> live = new SimpleObjectProperty<>(LiveCounts.NONE);
    private @Nullable LoopDocument document;

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
    }

    /// Works on the loops of a project.
    ///
    /// @param afterSave called on the window's thread when a loop was written, with what waits for it
    public void use(@Nullable ProjectSession project, Consumer<Runnable> afterSave) {
        keeper.use(project, afterSave);
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
        LoopDocument before = document;
        if (before != null && before.fileName().equals(entry.fileName())) {
            loop.set(entry);
            takeFromDisk(before, entry);
            return;
        }
        LoopDocument opened = new LoopDocument(editor, entry, trail::loop);
        document = opened;
        loop.set(entry);
        chooseNothing();
        select(Set.of());
        arrangement.clear();
        changed();
        arrangement.begin();
        keeper.restore(opened, kept -> {
            if (opened.equals(document)) {
                replaceText(Texts.of("edit.restored"), kept);
            }
        });
    }

    private void takeFromDisk(LoopDocument open, LoopEntry entry) {
        boolean clean = open.isSaved();
        open.saved(entry.text());
        if (clean) {
            open.replace(Texts.of("edit.on-disk"), entry.text());
        }
        changed();
        arrangement.follow();
    }

    /// Draws nothing.
    public void clear() {
        document = null;
        loop.set(null);
        chooseNothing();
        trail.clear();
        arrangement.clear();
        spec.set(null);
        select(Set.of());
        changed();
    }

    /// Makes a change as one step. What can't be done is said in [#refusalProperty], and nothing changes.
    void change(LoopChange change) {
        change(Step.of(change), change);
    }

    /// As above, with a name for the step.
    void change(String label, LoopChange change) {
        LoopDocument open = document;
        if (open == null) {
            return;
        }
        try {
            open.change(label, change);
        } catch (LoopException e) {
            refuse(String.valueOf(e.getMessage()));
            return;
        }
        edited(open);
    }

    /// Puts another text in place of the loop's, as one step.
    void replaceText(String label, String next) {
        withDocument(open -> open.replace(label, next));
    }

    /// Says why something can't be done.
    void refuse(String reason) {
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

    private void withDocument(Consumer<LoopDocument> action) {
        LoopDocument open = document;
        if (open != null) {
            action.accept(open);
            edited(open);
        }
    }

    private void edited(LoopDocument open) {
        refusal.set("");
        changed();
        arrangement.follow();
        keeper.keep(open);
    }

    /// Writes the loop's file.
    public void save() {
        LoopDocument open = document;
        if (open != null) {
            save(open, () -> {});
        }
    }

    /// Does something with the loop as it is drawn: writes its file first when it is not saved.
    public void whenSaved(Runnable action) {
        LoopDocument open = document;
        if (open == null || open.isSaved()) {
            action.run();
        } else {
            save(open, action);
        }
    }

    private void save(LoopDocument open, Runnable then) {
        keeper.save(
                open,
                written -> {
                    open.saved(written);
                    changed();
                },
                then);
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
        marking.follow(open.loop(), open.problems());
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

    ReadOnlyObjectProperty<@Nullable NodeDetails> detailsProperty() {
        return marking.detailsProperty();
    }

    ReadOnlyObjectProperty<Set<String>> selectedProperty() {
        return marking.selectedProperty();
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
