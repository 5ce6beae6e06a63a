package org.loopwright.app.design;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Cursor;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;

/// Comments and the frames of groups, under the cards. A comment is dragged by its body and sized by its
/// corner; a group's heading marks its nodes and, dragged, moves them.
final class NoteLayer extends Group {
    private static final double PAD = 22;
    private static final double HEADING = 26;
    private static final double SNAP = 12;
    private static final double CORNER = 14;
    private static final double LEAST = 36;

    private final CanvasParts parts;
    private final CanvasActions actions;
    private final Viewport viewport;
    private final CardDrag drag;
    private final Map<String, NoteText> texts = new LinkedHashMap<>();
    private Point grabbed = new Point(0, 0);
    private boolean sizing;

    NoteLayer(CanvasParts parts, CanvasActions actions, Viewport viewport, CardDrag drag) {
        this.parts = parts;
        this.actions = actions;
        this.viewport = viewport;
        this.drag = drag;
    }

    void take(@Nullable Placement placement) {
        getChildren().clear();
        texts.clear();
        if (placement != null) {
            placement.drawing().notes().forEach((id, note) -> {
                switch (note) {
                    case LoopNote.Comment comment -> add(id, comment);
                    case LoopNote.Group group -> add(id, group);
                }
            });
        }
    }

    /// Lets a note be written.
    void write(String id) {
        NoteText text = texts.get(id);
        if (text != null) {
            text.begin();
        }
    }

    private NoteText text(String id, LoopNote note, java.util.function.Function<String, LoopNote> renamed) {
        NoteText text = new NoteText(id, note.text(), now -> {
            if (now.isEmpty()) {
                actions.removeNote(id);
            } else {
                actions.note(id, renamed.apply(now));
            }
        });
        text.addEventHandler(javafx.scene.input.KeyEvent.KEY_PRESSED, event -> {
            boolean remove = event.getCode() == KeyCode.DELETE || event.getCode() == KeyCode.BACK_SPACE;
            if (remove && !text.isWriting()) {
                actions.removeNote(id);
                event.consume();
            }
        });
        text.setManaged(false); // its size is the note's, not what its words would take
        texts.put(id, text);
        return text;
    }

    private void add(String id, LoopNote.Comment comment) {
        NoteText text =
                text(id, comment, now -> new LoopNote.Comment(now, comment.at(), comment.width(), comment.height()));
        text.getStyleClass().add("comment");
        text.resizeRelocate(comment.at().x(), comment.at().y(), comment.width(), comment.height());
        text.setOnMouseMoved(event -> text.setCursor(isCorner(event, text) ? Cursor.SE_RESIZE : Cursor.MOVE));
        text.setOnMousePressed(event -> {
            grabbed = at(event);
            sizing = isCorner(event, text);
            text.requestFocus();
            event.consume();
        });
        text.setOnMouseDragged(event -> {
            LoopNote.Comment next = moved(comment, event);
            text.resizeRelocate(next.at().x(), next.at().y(), next.width(), next.height());
            text.layout();
            event.consume();
        });
        text.setOnMouseReleased(event -> {
            if (!event.isStillSincePress()) {
                actions.note(id, moved(comment, event));
            }
            event.consume();
        });
        text.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                text.begin();
            }
            event.consume();
        });
        getChildren().add(text);
    }

    private static boolean isCorner(MouseEvent event, Region box) {
        return event.getX() > box.getWidth() - CORNER && event.getY() > box.getHeight() - CORNER;
    }

    private Point at(MouseEvent event) {
        return viewport.ofScene(event.getSceneX(), event.getSceneY());
    }

    private LoopNote.Comment moved(LoopNote.Comment comment, MouseEvent event) {
        Point at = at(event);
        double x = Math.round((at.x() - grabbed.x()) / SNAP) * SNAP;
        double y = Math.round((at.y() - grabbed.y()) / SNAP) * SNAP;
        return sizing
                ? new LoopNote.Comment(
                        comment.text(),
                        comment.at(),
                        Math.max(LEAST, comment.width() + x),
                        Math.max(LEAST, comment.height() + y))
                : new LoopNote.Comment(
                        comment.text(),
                        new LoopSpec.Position(comment.at().x() + x, comment.at().y() + y),
                        comment.width(),
                        comment.height());
    }

    private void add(String id, LoopNote.Group group) {
        Set<String> members = members(group);
        if (members.isEmpty()) {
            return;
        }
        Region frame = new Region();
        frame.getStyleClass().add("group-frame");
        frame.setMouseTransparent(true);
        frame.setManaged(false);
        NoteText heading = text(id, group, now -> new LoopNote.Group(now, group.nodes()));
        heading.getStyleClass().add("group-heading");
        heading.setOnMousePressed(event -> {
            actions.select(members);
            heading.requestFocus();
            drag.begin(event);
        });
        heading.setOnMouseDragged(drag::drag);
        heading.setOnMouseReleased(event -> drag.drop());
        heading.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                heading.begin();
            }
            event.consume();
        });
        getChildren().addAll(frame, heading);
        place(frame, heading, members);
    }

    private Set<String> members(LoopNote.Group group) {
        Placement placement = parts.placed();
        Set<String> members = new java.util.LinkedHashSet<>(group.nodes());
        members.retainAll(placement == null ? Set.of() : placement.places().keySet());
        return members;
    }

    private void place(Region frame, NoteText heading, Set<String> members) {
        Bounds all = around(members);
        frame.resizeRelocate(all.getMinX(), all.getMinY(), all.getWidth(), all.getHeight());
        heading.resizeRelocate(all.getMinX() + 1, all.getMinY() + 1, all.getWidth() - 2, HEADING);
    }

    private Bounds around(Set<String> members) {
        List<Point> places = members.stream().map(parts::place).toList();
        double minX = places.stream().mapToDouble(Point::x).min().orElse(0) - PAD;
        double minY = places.stream().mapToDouble(Point::y).min().orElse(0) - PAD - HEADING;
        double maxX = places.stream().mapToDouble(Point::x).max().orElse(0) + Placement.CARD_WIDTH + PAD;
        double maxY = places.stream().mapToDouble(Point::y).max().orElse(0) + Placement.CARD_HEIGHT + PAD;
        return new BoundingBox(minX, minY, maxX - minX, maxY - minY);
    }

    /// Follows cards that are shown at other places.
    void follow() {
        Placement placement = parts.placed();
        if (placement == null) {
            return;
        }
        List<Node> children = getChildren();
        for (int i = 0; i + 1 < children.size(); i++) {
            if (children.get(i) instanceof Region frame
                    && frame.getStyleClass().contains("group-frame")
                    && children.get(i + 1) instanceof NoteText heading
                    && placement.drawing().notes().get(heading.getId().substring("note-".length()))
                            instanceof LoopNote.Group group) {
                place(frame, heading, members(group));
            }
        }
    }
}
