package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a prompt's template is coloured: what is text, what is filled in, and where a name is no slot.
///
/// Only what stands between braces is coloured; a brace that is not closed yet colours to the end, so that colours
/// follow the typing.
final class JinjaHighlight {
    private static final Pattern BLOCK =
            Pattern.compile("\\{#.*?(?:#}|$)|\\{\\{.*?(?:}}|$)|\\{%.*?(?:%}|$)", Pattern.DOTALL);
    private static final Pattern PART =
            Pattern.compile("(?<string>\"[^\"]*\"?|'[^']*'?)|(?<number>\\b\\d+(?:\\.\\d+)?\\b)|(?<filter>\\|\\s*\\w+)"
                    + "|(?<name>(?<![\\w.])[A-Za-z_]\\w*)");
    private static final Set<String> WORDS = Set.of(
            "if", "elif", "else", "endif", "for", "endfor", "in", "set", "is", "not", "and", "or", "defined", "none",
            "None", "true", "True", "false", "False", "raw", "endraw", "loop");

    private JinjaHighlight() {}

    /// A stretch of the template of one colour.
    ///
    /// @param start of its first letter
    /// @param end behind its last letter
    record Span(int start, int end, Tone tone) {}

    /// What a stretch is. Closed set.
    enum Tone {
        /// Braces and what joins names in them.
        BRACE("jinja-brace"),
        /// A slot, or a parameter.
        SLOT("jinja-slot"),
        /// A name that is neither.
        UNKNOWN("jinja-unknown"),
        WORD("jinja-word"),
        FILTER("jinja-filter"),
        LITERAL("jinja-literal"),
        COMMENT("jinja-comment");

        private final String style;

        Tone(String style) {
            this.style = style;
        }

        /// Its style class.
        String style() {
            return style;
        }
    }

    /// The coloured stretches of a template, in order, none over another.
    ///
    /// @param known slots, and whatever else a template may name
    static List<Span> of(String template, Set<String> known) {
        List<Span> spans = new ArrayList<>();
        Set<String> bound = new java.util.HashSet<>(known);
        bound.addAll(bound(template));
        Matcher block = BLOCK.matcher(template);
        while (block.find()) {
            if (block.group().startsWith("{#")) {
                spans.add(new Span(block.start(), block.end(), Tone.COMMENT));
            } else {
                inside(template, block.start(), block.end(), bound, spans);
            }
        }
        return spans;
    }

    /// Names that the template makes itself.
    private static Set<String> bound(String template) {
        Set<String> bound = new java.util.HashSet<>();
        Matcher made = Pattern.compile("\\{%-?\\s*(?:for|set)\\s+([\\w, ]+?)\\s*(?:=|\\bin\\b)")
                .matcher(template);
        while (made.find()) {
            bound.addAll(List.of(made.group(1).split("\\s*,\\s*")));
        }
        return bound;
    }

    private static void inside(String template, int start, int end, Set<String> known, List<Span> spans) {
        Matcher part = PART.matcher(template).region(start, end);
        int at = start;
        while (part.find()) {
            if (part.start() > at) {
                spans.add(new Span(at, part.start(), Tone.BRACE));
            }
            spans.add(new Span(part.start(), part.end(), tone(part, known)));
            at = part.end();
        }
        if (at < end) {
            spans.add(new Span(at, end, Tone.BRACE));
        }
    }

    private static Tone tone(Matcher part, Set<String> known) {
        if (part.group("string") != null || part.group("number") != null) {
            return Tone.LITERAL;
        }
        if (part.group("filter") != null) {
            return Tone.FILTER;
        }
        String name = part.group("name");
        if (WORDS.contains(name)) {
            return Tone.WORD;
        }
        return known.contains(name) ? Tone.SLOT : Tone.UNKNOWN;
    }
}
