package org.loopwright.app.design;

import java.util.Map;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;

/// A version of a loop that another is compared with.
///
/// @param places where its nodes stand, in canvas units
record Version(LoopSpec loop, Map<String, Point> places) {
    Version {
        places = Map.copyOf(places);
    }

    /// The version with its places, those of its file or else computed: call it off the window's thread.
    static Version of(LoopSpec loop, NodeKinds kinds) {
        return new Version(
                loop, LayeredLayout.place(LoopDrawing.of(loop, kinds)).places());
    }
}
