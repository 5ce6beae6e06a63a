package org.loopwright.exchange;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.Completion;
import org.loopwright.task.Grade;

/// What another program noted of one attempt at one problem.
///
/// Either all replies are graded, and each is a turn, or the last one is, and those before it are work.
///
/// @param where it stands in its file, for messages
/// @param item id of the problem
/// @param sample which attempt at it, from 1
/// @param cluster problems that belong together, or null
/// @param fields of the problem, by name
/// @param gold the right answer, or null
/// @param replies what the model said, in order
/// @param failure why the attempt broke off; empty when it did not
public record Attempt(
        String where,
        String item,
        int sample,
        @Nullable String cluster,
        Map<String, String> fields,
        @Nullable String gold,
        List<Reply> replies,
        String failure) {
    public Attempt {
        fields = Map.copyOf(fields);
        replies = List.copyOf(replies);
        boolean early = replies.stream().limit(Math.max(0, replies.size() - 1)).anyMatch(Reply::isGraded);
        if (early && !replies.stream().allMatch(Reply::isGraded)) {
            throw new IllegalArgumentException(where + ": some replies before the last are graded, and some are not");
        }
    }

    /// One completion.
    ///
    /// @param before what was said before it and after the reply before: the problem, a request, a tool's result
    /// @param tools names of the tools whose results stand in `before`
    /// @param text what the model said
    /// @param promptTokens that it read; 0 where the file has no count
    /// @param completionTokens that it wrote; 0 where the file has no count
    /// @param finish why it ended
    /// @param nanos that it took; 0 where the file does not say
    /// @param grades by name of the grader
    public record Reply(
            String before,
            List<String> tools,
            String text,
            int promptTokens,
            int completionTokens,
            Completion.Finish finish,
            long nanos,
            Map<String, Grade> grades) {
        public Reply {
            tools = List.copyOf(tools);
            grades = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(grades));
        }

        boolean isGraded() {
            return !grades.isEmpty();
        }
    }
}
