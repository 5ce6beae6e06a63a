package org.loopwright.loop.node;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.Value;
import org.loopwright.model.Thinking;

/// `verify-against`: compares a text with another slot or with a regular expression. No gold answer is
/// read, so the verdict has the sources of what is compared and no `oracle`.
///
/// Settings: `reads` (Text); `by`:
/// - `regex`: `pattern` is found in the text;
/// - `number`: the last numbers of both texts differ by `tolerance` (0) at most;
/// - `set`: both texts name the same things, separated by commas, semicolons or line ends, in any order;
/// - `text`: both texts are the same up to runs of space and case;
///
/// `with`, the other slot, for all but `regex`; `writes` (Verdict). Exits: `right` and `wrong`, each
/// `next` where it is not wired. Cost: no model call.
public final class VerifyAgainst implements NodeKind {
    private static final String RIGHT = "right";
    private static final String WRONG = "wrong";
    private static final String MODES = "`regex`, `number`, `set` or `text`";
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:[eE][-+]?\\d+)?");
    private static final Pattern BETWEEN = Pattern.compile("[,;\\r\\n]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    @Override
    public String name() {
        return "verify-against";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Compares a text with another slot or a regular expression.",
                List.of(
                        Field.required("reads", FieldType.READ, "The text.").of(SlotType.TEXT),
                        Field.required("by", FieldType.TEXT, "How: " + MODES + "."),
                        Field.optional("with", FieldType.READ, "The slot that it is compared with.")
                                .of(SlotType.TEXT),
                        Field.optional("pattern", FieldType.REGEX, "For `regex`: found in a right text."),
                        Field.optional("tolerance", FieldType.NUMBER, "For `number`: the largest difference; 0."),
                        Fields.WRITES_VERDICT),
                List.of(NodeSpec.NEXT, RIGHT, WRONG),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> requiredExits(NodeSpec node) {
        Set<String> wired = node.exits().keySet();
        return wired.containsAll(List.of(RIGHT, WRONG)) ? List.of() : List.of(NodeSpec.NEXT);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        String by = node.settings().text("by");
        if (!List.of("regex", "number", "set", "text").contains(by)) {
            throw node.settings().wrong("by", MODES);
        }
        String needs = by.equals("regex") ? "pattern" : "with";
        return node.settings().has(needs)
                ? List.of()
                : List.of("setting `" + needs + "` is missing: comparing by `" + by + "` needs it");
    }

    @Override
    public Decision decide(Step step) {
        Value text = step.require(step.settings().text("reads"));
        String by = step.settings().text("by");
        if (by.equals("regex")) {
            Pattern pattern = RegexSetting.of(step, "pattern", SPACE);
            return move(step, text.sources(), RegexSetting.find(pattern.matcher(BoundedText.answer(text.text()))));
        }
        Value other = step.require(step.settings().text("with"));
        boolean right = switch (by) {
            case "number" -> sameNumber(text.text(), other.text(), step.number("tolerance", 0));
            case "set" -> things(text.text()).equals(things(other.text()));
            case "text" -> plain(Thinking.without(text.text())).equals(plain(Thinking.without(other.text())));
            default -> throw step.settings().wrong("by", MODES);
        };
        return move(step, Sources.union(text.sources(), other.sources()), right);
    }

    private static boolean sameNumber(String one, String other, double tolerance) {
        OptionalDouble first = lastNumber(one);
        OptionalDouble second = lastNumber(other);
        return first.isPresent()
                && second.isPresent()
                && Math.abs(first.getAsDouble() - second.getAsDouble()) <= tolerance;
    }

    private static OptionalDouble lastNumber(String text) {
        Matcher matcher = NUMBER.matcher(BoundedText.answer(text));
        OptionalDouble last = OptionalDouble.empty();
        while (RegexSetting.find(matcher)) {
            last = OptionalDouble.of(Double.parseDouble(matcher.group().replace(",", "")));
        }
        return last;
    }

    private static Set<String> things(String text) {
        Set<String> things = new TreeSet<>();
        BETWEEN.splitAsStream(Thinking.without(text))
                .map(VerifyAgainst::plain)
                .filter(t -> !t.isEmpty())
                .forEach(things::add);
        return things;
    }

    private static String plain(String text) {
        return SPACE.matcher(text.strip()).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static Decision move(Step step, Set<Source> sources, boolean right) {
        Content verdict =
                new Content.Verdict(right ? Content.Judgement.ACCEPT : Content.Judgement.REJECT, right ? 1 : 0, "");
        Set<String> wired = step.node().exits().keySet();
        boolean chose = wired.contains(RIGHT) || wired.contains(WRONG);
        return new Decision.Move(
                Wired.orNext(step, right ? RIGHT : WRONG),
                Map.of(step.settings().text("writes"), new Value(verdict, sources, null)),
                chose ? sources : Set.of());
    }
}
