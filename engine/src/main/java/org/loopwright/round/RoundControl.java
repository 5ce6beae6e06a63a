package org.loopwright.round;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopParse;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.LoopEditor;
import org.loopwright.loop.yaml.LoopYaml;

/// A control arm: the same round loop with one thing taken away that the claim rests on. Closed set.
///
/// | control | what it changes, in the repeated nodes of the loop |
/// |---|---|
/// | `random-reward` | a fair coin rewards or keeps an attempt |
/// | `format-only` | every readable answer is rewarded or kept |
/// | `wrong-labels` | what is wrong is rewarded or kept; half of the pairs are turned round |
/// | `random-filter` | of each problem as many attempts are kept, but any |
/// | `no-training` | the model stays as it is and makes as many attempts |
public enum RoundControl {
    RANDOM_REWARD,
    FORMAT_ONLY,
    WRONG_LABELS,
    RANDOM_FILTER,
    NO_TRAINING;

    private static final String SETTING = "control";
    private static final String MARK = "+";

    /// The kinds of node that it changes.
    private Set<String> kinds() {
        return switch (this) {
            case RANDOM_REWARD, FORMAT_ONLY -> Set.of("weight", "filter");
            case WRONG_LABELS -> Set.of("weight", "pair", "filter");
            case RANDOM_FILTER -> Set.of("filter");
            case NO_TRAINING -> Set.of("train");
        };
    }

    /// The word in loop files and commands, `random-filter`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The control with this word, or empty.
    public static Optional<RoundControl> named(String word) {
        return List.of(values()).stream()
                .filter(control -> control.word().equals(word))
                .findFirst();
    }

    /// The nodes of a loop that it changes; empty when the loop has nothing for it to change.
    public List<String> nodes(LoopSpec loop) {
        // A weight decides before a filter does: with one, a filter only sorts.
        boolean weighs = Rounds.repeated(loop).stream()
                .anyMatch(id -> Set.of("weight", "pair").contains(loop.node(id).kind()));
        return Rounds.repeated(loop).stream()
                .filter(id -> kinds().contains(loop.node(id).kind()))
                .filter(id -> this == RANDOM_FILTER
                        || !weighs
                        || !loop.node(id).kind().equals("filter"))
                .filter(id -> !loop.node(id).settings().has(SETTING))
                .toList();
    }

    /// The text of the control arm; its name is the loop's with this word behind a `+`.
    ///
    /// @throws LoopException when the loop has nothing for it to change
    public String arm(String text, LoopEditor editor) {
        LoopParse parse = LoopYaml.read(text);
        LoopSpec loop = parse.loop();
        if (loop == null || nodes(loop).isEmpty()) {
            throw new LoopException("control " + word() + " needs a node of kind "
                    + String.join(", ", kinds().stream().sorted().toList())
                    + " among the rounds of the loop, and there is none");
        }
        String next = text;
        for (String id : nodes(loop)) {
            next = editor.apply(next, new LoopChange.SetSetting(id, List.of(SETTING), word()));
            if (this == NO_TRAINING && startsElsewhere(loop, loop.node(id))) {
                next = editor.apply(
                        next,
                        new LoopChange.SetSetting(
                                id, List.of("from"), loop.node(id).settings().text("writes")));
            }
        }
        return editor.apply(next, new LoopChange.SetName(loop.name() + MARK + word()));
    }

    /// Whether a training begins each time from another model than the one it replaces, as ReST-EM does: the twin
    /// then keeps the model that makes the attempts. A slot that is empty before the first training can't be kept.
    private static boolean startsElsewhere(LoopSpec loop, NodeSpec node) {
        String writes = node.settings().text("writes");
        SlotSpec slot = loop.slots().get(writes);
        boolean filledBefore = slot != null
                && slot.type() == SlotType.MODEL
                && (slot.initial() != null
                        || loop.nodes().values().stream()
                                .anyMatch(other -> !Rounds.repeated(loop).contains(other.id())
                                        && writes.equals(other.settings()
                                                .optionalText("writes")
                                                .orElse(""))));
        return filledBefore
                && !writes.equals(node.settings().optionalText("from").orElse(""));
    }

    /// The loop's own name of a control arm's name.
    public static String mainName(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? name : name.substring(0, mark);
    }

    /// Which control an arm of this name is, or empty.
    public static Optional<RoundControl> of(String name) {
        int mark = name.indexOf(MARK);
        return mark < 0 ? Optional.empty() : named(name.substring(mark + 1));
    }
}
