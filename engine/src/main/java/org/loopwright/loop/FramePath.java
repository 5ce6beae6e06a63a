package org.loopwright.loop;

/// The name of a frame in its run: `dev-0017`, and for nested frames `dev-0017/search#3.0`.
///
/// @param text the whole path
public record FramePath(String text) {
    public FramePath {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a frame's path is not empty");
        }
    }

    /// The root frame of an item.
    public static FramePath ofItem(String item) {
        return new FramePath(item.replace("%", "%25").replace("/", "%2F"));
    }

    /// The frame that `node` opens on its `visit` (from 1) for the `index`-th subject (from 0).
    public FramePath child(String node, int visit, int index) {
        return new FramePath(text + "/" + node + "#" + visit + "." + index);
    }

    /// True for an item's own frame.
    public boolean isRoot() {
        return text.indexOf('/') < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
