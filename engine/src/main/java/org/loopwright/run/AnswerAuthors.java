package org.loopwright.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.model.LanguageModel;

/// Finds the models that write a loop's answer: what they say elsewhere in the loop is intrinsic.
final class AnswerAuthors {
    private AnswerAuthors() {}

    /// The hashes of the models whose nodes write the answer slot. When no such node has a model (a
    /// vote, a call), the hashes of all models of the loop.
    static Set<String> of(LoopSpec loop, NodeKinds kinds, Map<String, LanguageModel> models) {
        Set<String> roles = new HashSet<>();
        String answer = loop.answer().map(SlotSpec::name).orElse("");
        for (NodeSpec node : loop.nodes().values()) {
            kinds.find(node.kind())
                    .filter(kind -> writes(kind, node, answer))
                    .ifPresent(kind -> roles.addAll(roles(kind, node)));
        }
        if (roles.isEmpty()) {
            roles.addAll(loop.models());
        }
        Set<String> hashes = new HashSet<>();
        for (String role : roles) {
            LanguageModel model = models.get(role);
            if (model != null) {
                hashes.add(model.card().hash());
            }
        }
        return Set.copyOf(hashes);
    }

    private static boolean writes(NodeKind kind, NodeSpec node, String slot) {
        return settings(kind, node, FieldType.WRITE).contains(slot);
    }

    private static Set<String> roles(NodeKind kind, NodeSpec node) {
        return settings(kind, node, FieldType.ROLE);
    }

    private static Set<String> settings(NodeKind kind, NodeSpec node, FieldType type) {
        Set<String> values = new HashSet<>();
        for (KindSignature.Field field : kind.signature().fields()) {
            if (field.type() == type) {
                node.settings().optionalText(field.name()).ifPresent(values::add);
            }
        }
        return values;
    }
}
