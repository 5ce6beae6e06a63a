package org.loopwright.app.design;

import java.util.List;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;

/// What can be edited of a node, by what its kind says of itself.
///
/// @param fields its settings; none for an unknown kind
/// @param exits all that it can leave by
record NodeForm(LoopSpec loop, NodeSpec node, List<KindSignature.Field> fields, List<String> exits) {
    static NodeForm of(LoopSpec loop, NodeSpec node, NodeKinds kinds) {
        return new NodeForm(
                loop,
                node,
                kinds.find(node.kind())
                        .map(NodeKind::signature)
                        .map(KindSignature::fields)
                        .orElse(List.of()),
                NodeCard.of(loop, node, kinds).exits());
    }
}
