package org.loopwright.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The layouts of well-known benchmarks, recognised by their fields. Each turns a row into the fields
/// `id`, `question`, `answer` (the gold answer) and what else a loop may read; worked solutions are left
/// out, because a loop that shows them would show the answer.
///
/// | layout | fields | gold answer |
/// |---|---|---|
/// | HumanEval | `task_id prompt entry_point canonical_solution test` | the tests |
/// | MBPP | `task_id text`/`prompt` `code test_list` | the tests, one a line |
/// | MATH | `problem solution`, perhaps `answer` | what the solution's last `\boxed{...}` holds |
/// | BIG-Bench-Hard | `input target` | `target` |
/// | GSM8K | `question answer` | behind `####` |
enum DatasetLayout {
    HUMAN_EVAL("HumanEval", Set.of("task_id", "prompt", "canonical_solution", "test")) {
        @Override
        void change(ObjectNode row) {
            rename(row, "task_id", "id");
            rename(row, "prompt", "question");
            rename(row, "test", "answer");
            row.remove("canonical_solution");
        }
    },
    MBPP("MBPP", Set.of("task_id", "code", "test_list")) {
        @Override
        void change(ObjectNode row) {
            rename(row, "task_id", "id");
            rename(row, row.has("text") ? "text" : "prompt", "question");
            List<String> tests = new ArrayList<>();
            row.path("test_list").forEach(test -> tests.add(test.asText()));
            row.put("answer", tests.isEmpty() ? row.path("test_list").asText() : String.join("\n", tests));
            row.remove(List.of("code", "test_list", "challenge_test_list"));
        }
    },
    MATH("MATH", Set.of("problem", "solution")) {
        @Override
        void change(ObjectNode row) {
            rename(row, "unique_id", "id");
            rename(row, "problem", "question");
            if (!row.hasNonNull("answer")) {
                String boxed = Extractors.lastBoxed(row.path("solution").asText());
                if (boxed != null) {
                    row.put("answer", boxed);
                }
            }
            row.remove("solution");
        }
    },
    BIG_BENCH_HARD("BIG-Bench-Hard", Set.of("input", "target")) {
        @Override
        void change(ObjectNode row) {
            rename(row, "input", "question");
            rename(row, "target", "answer");
        }
    },
    GSM8K("GSM8K", Set.of("question", "answer")) {
        @Override
        void change(ObjectNode row) {
            Matcher end = SOLUTION_END.matcher(row.path("answer").asText());
            int from = -1;
            while (end.find()) {
                from = end.end();
            }
            if (from >= 0) {
                row.put("answer", row.path("answer").asText().substring(from).strip());
            }
        }
    },
    OPEN("its own", Set.of()) {
        @Override
        void change(ObjectNode row) {
            GSM8K.change(row);
        }
    };

    private static final Pattern SOLUTION_END = Pattern.compile("####");

    private final String label;
    /// INVARIANT: made by `Set.of`, which nobody can change.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> fields;

    DatasetLayout(String label, Set<String> fields) {
        this.label = label;
        this.fields = fields;
    }

    /// What people call it.
    String label() {
        return label;
    }

    /// The layout of a row with these fields: the first that has all of its own.
    static DatasetLayout of(ObjectNode row) {
        for (DatasetLayout layout : values()) {
            if (layout.fields.stream().allMatch(row::has)) {
                return layout;
            }
        }
        return OPEN;
    }

    /// Turns a row into `id`, `question`, `answer` and other fields.
    abstract void change(ObjectNode row);

    private static void rename(ObjectNode row, String from, String to) {
        JsonNode value = row.remove(from);
        if (value != null && !row.has(to)) {
            row.set(to, value);
        }
    }
}
