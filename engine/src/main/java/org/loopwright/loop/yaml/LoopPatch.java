package org.loopwright.loop.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopNote;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;

/// Changes the text of a loop as little as possible. The text is the truth of a loop, so an edit on the
/// canvas is a patch of the text, and what a person wrote by hand (comments, spacing, order) survives.
///
/// Every method returns the new text, and throws [LoopException] when the text is broken or is written
/// in a way that can't be patched; the text then stays as it is. A patch is checked before it is
/// returned: read again, it means what the old text meant, with the change.
public final class LoopPatch {
    private static final String NODES = "nodes";
    private static final String LAYOUT = "layout";

    private LoopPatch() {}

    /// Sets a node's setting, or adds it.
    ///
    /// @param path the setting, with dots into maps: `model`, `max-visits`, `exits.next`,
    ///     `sampling.temperature`
    /// @param value a text, number, boolean, list or map
    /// @throws LoopException when there is no such node, too
    public static String setting(String text, String node, String path, Object value) {
        return YamlEdit.set(text, ofNode(text, node, path), value);
    }

    /// Removes a node's setting; the text stays as it is when there is none.
    ///
    /// @param path the setting, with dots into maps
    /// @throws LoopException when there is no such node, too
    public static String removeSetting(String text, String node, String path) {
        return YamlEdit.remove(text, ofNode(text, node, path));
    }

    /// Puts a node at a place on the canvas, in canvas units. The loop's hash stays the same.
    public static String position(String text, String node, double x, double y) {
        return YamlEdit.set(text, List.of(LAYOUT, node), LoopTree.position(new LoopSpec.Position(x, y)));
    }

    /// Adds a node after the last one. Its mark is not used.
    ///
    /// @throws LoopException when there is a node of this name, or it is no name for a node, too
    public static String addNode(String text, NodeSpec node) {
        if (!Names.fitsNode(node.id())) {
            throw new LoopException("a node can't be named `" + node.id() + "`: use letters, digits, _ and -");
        }
        if (YamlEdit.has(text, List.of(NODES, node.id()))) {
            throw new LoopException("there is a node `" + node.id() + "` already: choose another name");
        }
        return YamlEdit.set(text, List.of(NODES, node.id()), LoopTree.node(node));
    }

    /// Removes a node and its place on the canvas. Exits that lead to it stay, and the checks report
    /// them.
    public static String removeNode(String text, String node) {
        return YamlEdit.remove(YamlEdit.remove(text, List.of(NODES, node)), List.of(LAYOUT, node));
    }

    /// Sets a parameter of the loop, or adds it.
    ///
    /// @param value a number, text or boolean
    public static String param(String text, String name, Object value) {
        return YamlEdit.set(text, List.of("params", name), value);
    }

    /// Sets the value at a path of keys from the top of the file; maps on the way are made.
    public static String set(String text, List<String> path, Object value) {
        return YamlEdit.set(text, path, value);
    }

    /// Removes the entry at a path of keys; the text stays as it is when there is none.
    public static String remove(String text, List<String> path) {
        return YamlEdit.remove(text, path);
    }

    /// Gives the entry at a path of keys another key, at its old place; the text stays as it is when
    /// there is none.
    ///
    /// @throws LoopException when another entry has that key, too
    public static String rename(String text, List<String> path, String key) {
        List<String> target = new ArrayList<>(path);
        target.set(path.size() - 1, key);
        if (!path.getLast().equals(key) && YamlEdit.has(text, target)) {
            throw new LoopException("there is a `" + key + "` already: choose another name");
        }
        return YamlEdit.rename(text, path, key);
    }

    /// Puts nodes at their places on the canvas, in canvas units, reading the text once or twice however
    /// many there are. The loop's hash stays the same.
    public static String positions(String text, Map<String, LoopSpec.Position> places) {
        Map<String, Object> values = new LinkedHashMap<>();
        places.forEach((node, place) -> values.put(node, LoopTree.position(place)));
        return YamlEdit.setAll(text, LAYOUT, values);
    }

    /// Puts a note in its place, or another for it. The loop's hash stays the same.
    public static String note(String text, String id, LoopNote note) {
        return YamlEdit.set(text, List.of("notes", id), NoteReader.tree(note));
    }

    /// Whether a node can have this name.
    public static boolean fitsNode(String name) {
        return Names.fitsNode(name);
    }

    /// Whether a slot or a parameter can have this name.
    public static boolean fitsVariable(String name) {
        return Names.fitsVariable(name);
    }

    private static List<String> ofNode(String text, String node, String path) {
        if (!YamlEdit.has(text, List.of(NODES, node))) {
            throw new LoopException("the loop has no node `" + node + "`");
        }
        List<String> keys = new ArrayList<>(List.of(NODES, node));
        keys.addAll(List.of(path.split("\\.")));
        return keys;
    }
}
