package org.loopwright.app.design;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.session.ExitId;
import org.loopwright.loop.LoopNote;

/// What a person can do on the canvas. Open set: the designer, or a measurement.
interface CanvasActions {
    /// Marks nodes.
    void select(Set<String> nodes);

    /// Opens a node's editor.
    void open(String node);

    /// Opens the loop that a node calls, in place of this one.
    void into(String node);

    /// Puts nodes at places.
    void move(Map<String, Point> places);

    /// Lets an exit lead to a node.
    void connect(ExitId exit, String target);

    /// Lets an exit lead nowhere.
    void disconnect(ExitId exit);

    /// Offers kinds of nodes for the middle of an exit, wherever that is.
    void insert(ExitId exit);

    /// The nodes that an exit can lead to.
    Set<String> fitting(ExitId exit);

    /// Puts a comment or a group on the canvas, or another in its place.
    void note(String id, LoopNote note);

    /// Takes a comment or a group off the canvas.
    void removeNote(String id);

    /// Offers kinds of nodes for a place.
    ///
    /// @param at in canvas units
    /// @param onto the exit in whose middle it will stand, or null
    void offer(Point at, @Nullable ExitId onto);
}
