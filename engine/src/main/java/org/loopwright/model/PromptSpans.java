package org.loopwright.model;

import java.util.ArrayList;
import java.util.List;

/// Which characters of a rendered prompt are which segment of which message; the others are the template's.
public final class PromptSpans {
    private final List<Span> spans = new ArrayList<>();

    /// @param begin first character in the rendered prompt
    /// @param end one past the last
    private record Span(int begin, int end, int message, int segment) {}

    /// No message is placed yet.
    public PromptSpans() {}

    /// Each message where its text stands next in `rendered`. A message that is not found is left out.
    public static PromptSpans find(Prompt prompt, String rendered) {
        PromptSpans spans = new PromptSpans();
        int from = 0;
        for (int m = 0; m < prompt.messages().size(); m++) {
            String text = prompt.messages().get(m).text();
            int begin = text.isEmpty() ? -1 : rendered.indexOf(text, from);
            if (begin >= 0) {
                spans.add(prompt, m, 0, begin, text.length());
                from = begin + text.length();
            }
        }
        return spans;
    }

    /// Places a stretch of a message.
    ///
    /// @param message its index
    /// @param from first character of the stretch in the message's text
    /// @param at first character of the stretch in the rendered prompt
    /// @param length of the stretch, in characters
    public void add(Prompt prompt, int message, int from, int at, int length) {
        int begin = 0;
        List<Prompt.Segment> segments = prompt.messages().get(message).segments();
        for (int s = 0; s < segments.size(); s++) {
            int end = begin + segments.get(s).text().length();
            int first = Math.max(begin, from);
            int last = Math.min(end, from + length);
            if (first < last) {
                spans.add(new Span(at + first - from, at + last - from, message, s));
            }
            begin = end;
        }
    }

    /// The token that spells the characters from `begin` to `end` of the rendered prompt. It belongs to the segment
    /// that most of its characters are of.
    ///
    /// @param text what it spells
    public PromptToken token(int id, String text, int begin, int end) {
        Span most = null;
        int shared = 0;
        int all = 0;
        for (Span span : spans) {
            int common = Math.min(end, span.end()) - Math.max(begin, span.begin());
            if (common > 0) {
                all += common;
                if (common > shared) {
                    most = span;
                    shared = common;
                }
            }
        }
        if (most == null) {
            return new PromptToken(id, text, PromptToken.Origin.TEMPLATE, -1, -1);
        }
        PromptToken.Origin origin = all < end - begin ? PromptToken.Origin.JOINED : PromptToken.Origin.MESSAGE;
        return new PromptToken(id, text, origin, most.message(), most.segment());
    }
}
