package org.loopwright.run;

import org.loopwright.loop.Frame;
import org.loopwright.loop.LoopSpec;

/// Port to whoever lets a run go on step by step. Asked before each visit of a node, never within one. Open set;
/// thread-safe.
public interface FrameGate {
    /// Holds nothing.
    FrameGate OPEN = new FrameGate() {
        @Override
        public boolean holds(String loopFile, LoopSpec loop, Frame frame) {
            return false;
        }

        @Override
        public void await(String loopFile, Frame frame) {
            // nothing is held
        }
    };

    /// Whether a frame that is about to enter `frame.node()` must wait.
    ///
    /// @param loopFile of the frame's loop
    /// @param frame before the node has asked for anything
    boolean holds(String loopFile, LoopSpec loop, Frame frame);

    /// Returns when the frame may go on. Everything that led to `frame` is in the store by now.
    ///
    /// @throws InterruptedException when the run ends instead: the frame stays open
    void await(String loopFile, Frame frame) throws InterruptedException;
}
