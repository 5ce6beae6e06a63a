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

    /// The root frame that this is or is nested in.
    public FramePath root() {
        int slash = text.indexOf('/');
        return slash < 0 ? this : new FramePath(text.substring(0, slash));
    }

    /// True for `frame` itself and the frames nested in it.
    public boolean isWithin(FramePath frame) {
        return equals(frame) || text.startsWith(frame.text + "/");
    }

    @Override
    public String toString() {
        return text;
    }
}
