package org.loopwright.loop.node;

import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Step;

/// Exits that a node may leave out.
final class Wired {
    /// The exit for answers that hold no verdict.
    static final String UNPARSED = "unparsed";

    private Wired() {}

    /// `exit` when the node wires it, else `next`.
    static String orNext(Step step, String exit) {
        return step.node().exits().containsKey(exit) ? exit : NodeSpec.NEXT;
    }
}
