package org.loopwright.app.design;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.NodeCopy;
import org.loopwright.loop.edit.NodeDrafts;

/// What is done to the marked nodes, or adds some.
final class NodeEdits {
    private static final LoopSpec.Position BESIDE = new LoopSpec.Position(48, 48);

    private static final double COMMENT_WIDTH = 216;
    private static final double COMMENT_HEIGHT = 84;

    private final DesignViewModel model;

    NodeEdits(DesignViewModel model) {
        this.model = model;
    }

    private Set<String> selected() {
        return model.selectedProperty().get();
    }

    private Set<String> ids() {
        return new LinkedHashSet<>(
                model.drawn().map(loop -> loop.nodes().keySet()).orElse(Set.of()));
    }

    /// Adds a node of a kind, and opens it.
    ///
    /// @param onto the exit in whose middle it stands, or null
    void add(NodeKind kind, Point at, @Nullable ExitId onto) {
        model.drawn().ifPresent(drawn -> {
            NodeSpec node = NodeDrafts.of(drawn, kind);
            LoopSpec.Position place = Arrangement.position(model.arrangement().free(at));
            LoopChange added = onto == null
                    ? new LoopChange.AddNode(node, place)
                    : new LoopChange.InsertNode(node, place, onto.node(), onto.exit());
            Map<String, LoopSpec.Position> rest = model.arrangement().unplaced();
            model.change(rest.isEmpty() ? added : new LoopChange.All(List.of(new LoopChange.Move(rest), added)));
            if (ids().contains(node.id())) {
                model.select(Set.of(node.id()));
                model.choose(node.id());
            }
        });
    }

    /// Puts an empty comment at a place.
    ///
    /// @return its id, or empty when there is no loop
    Optional<String> comment(Point at) {
        return note(
                "note",
                new LoopNote.Comment(
                        Texts.of("canvas.note-new"),
                        Arrangement.position(model.arrangement()
                                .below(
                                        new Point(at.x() - COMMENT_WIDTH / 2, at.y() - COMMENT_HEIGHT / 2),
                                        COMMENT_WIDTH,
                                        COMMENT_HEIGHT)),
                        COMMENT_WIDTH,
                        COMMENT_HEIGHT));
    }

    /// Draws a frame around the marked nodes.
    ///
    /// @return its id, or empty when none is marked
    Optional<String> group() {
        return selected().isEmpty()
                ? Optional.empty()
                : note("group", new LoopNote.Group(Texts.of("canvas.group-new"), List.copyOf(selected())));
    }

    private Optional<String> note(String name, LoopNote note) {
        return model.drawn().map(drawn -> {
            String id = NodeDrafts.fresh(drawn.notes().keySet(), name);
            model.change(new LoopChange.SetNote(id, note));
            return id;
        });
    }

    /// Removes the marked nodes and joins what they had joined.
    void remove() {
        if (!selected().isEmpty()) {
            model.change(new LoopChange.RemoveNodes(List.copyOf(selected())));
        }
    }

    /// Moves the marked nodes by a step.
    void nudge(double x, double y) {
        model.arrangement().nudge(selected(), x, y);
    }

    /// Puts the marked nodes at one height.
    void align() {
        model.arrangement().align(selected());
    }

    /// The marked nodes as text, or empty when none is marked.
    Optional<String> copy() {
        return selected().isEmpty()
                ? Optional.empty()
                : model.drawn()
                        .map(drawn -> NodeCopy.of(
                                drawn,
                                selected(),
                                model.editor().kinds(),
                                model.editor().language()));
    }

    /// Adds the nodes of a text beside their old places, and marks them.
    void paste(String copied) {
        Set<String> before = ids();
        model.change(new LoopChange.Paste(copied, BESIDE));
        Set<String> added = ids();
        added.removeAll(before);
        model.select(added);
    }
}
