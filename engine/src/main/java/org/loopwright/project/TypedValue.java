package org.loopwright.project;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;

/// What a person types into a slot, and what they see there to begin with.
///
/// | type | typed |
/// |---|---|
/// | Text | the text |
/// | Number | `0.5` |
/// | Verdict | `accept`, `reject` or `unparsed`; a score in [0, 1] and a place may follow: `reject 0.2 at the tens` |
/// | Samples | the texts, with a line `---` between two |
public final class TypedValue {
    private static final String BETWEEN = "\n---\n";
    private static final Pattern VERDICT =
            Pattern.compile("(accept|reject|unparsed)(?:\\s+([01](?:\\.\\d+)?))?(?:\\s+at\\s+(.+))?");

    private TypedValue() {}

    /// A typed value. It carries what stood there before, because the person saw it.
    ///
    /// @param there the frame that it is put into, or null
    /// @throws ProjectException when the text is none of the slot's type
    public static Value of(SlotSpec slot, String text, @Nullable Frame there) {
        Set<Source> sources = sources(slot, there);
        return new Value(content(slot, text, sources), sources, null);
    }

    private static Set<Source> sources(SlotSpec slot, @Nullable Frame there) {
        Set<Source> human = Set.of(Source.Plain.HUMAN);
        if (there == null) {
            return human;
        }
        Set<Source> before = there.value(slot.name()).map(Value::sources).orElse(Set.of());
        return Sources.union(human, Sources.union(before, there.control()));
    }

    /// What a person would type to get this content.
    public static String text(Content content) {
        return switch (content) {
            case Content.Verdict verdict -> text(verdict);
            case Content.Samples samples ->
                samples.values().stream().map(value -> text(value.content())).collect(Collectors.joining(BETWEEN));
            case Content.Text _, Content.Numeric _, Content.Artifact _, Content.Measured _ -> content.display();
        };
    }

    private static String text(Content.Verdict verdict) {
        String judgement = verdict.judgement().name().toLowerCase(Locale.ROOT);
        boolean plain =
                verdict.judgement() == Content.Judgement.UNPARSED || verdict.score() == score(verdict.judgement());
        String scored = plain ? judgement : judgement + " " + verdict.score();
        return verdict.where().isEmpty() ? scored : scored + " at " + verdict.where();
    }

    private static Content content(SlotSpec slot, String text, Set<Source> sources) {
        return switch (slot.type()) {
            case TEXT -> new Content.Text(text);
            case NUMBER -> number(slot, text);
            case VERDICT -> verdict(slot, text.strip());
            case SAMPLES -> samples(text, sources);
            case MODEL, DATASET, TRACES, METRICS ->
                throw new ProjectException("slot `" + slot.name() + "` holds "
                        + slot.type().label()
                        + ", which can't be typed in; edit a slot of text, number, verdict or samples");
        };
    }

    private static Content number(SlotSpec slot, String text) {
        try {
            return new Content.Numeric(Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            throw refused(slot, text, e);
        }
    }

    private static Content verdict(SlotSpec slot, String text) {
        Matcher parts = VERDICT.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            throw refused(slot, text, null);
        }
        Content.Judgement judgement = Content.Judgement.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        double score = parts.group(2) == null ? score(judgement) : Double.parseDouble(parts.group(2));
        if (score > 1) {
            throw refused(slot, text, null);
        }
        String where = parts.group(3) == null ? "" : text.substring(parts.start(3));
        return new Content.Verdict(judgement, score, where);
    }

    private static double score(Content.Judgement judgement) {
        return switch (judgement) {
            case ACCEPT -> 1;
            case REJECT -> 0;
            case UNPARSED -> Double.NaN;
        };
    }

    private static Content samples(String text, Set<Source> sources) {
        List<Value> values = Arrays.stream(text.split(Pattern.quote(BETWEEN), -1))
                .map(one -> new Value(new Content.Text(one), sources, null))
                .toList();
        return new Content.Samples(values);
    }

    private static ProjectException refused(SlotSpec slot, String text, @Nullable Throwable cause) {
        String message = "slot `" + slot.name() + "` holds " + slot.type().label() + ", not `" + text
                + "`; a number is 0.5, a verdict `accept` or `reject`, with a score and a place: `reject 0.2 at line 3`";
        return cause == null ? new ProjectException(message) : new ProjectException(message, cause);
    }
}
