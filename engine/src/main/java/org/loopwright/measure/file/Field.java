package org.loopwright.measure.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a field of a table of attempts can mean, with the names that people give it. Closed set. The first
/// name that a file has counts.
enum Field {
    ITEM("item item_id task_id question_id problem_id example_id doc_id unique_id uid qid id idx index name sample_id"),
    CORRECT(
            "correct is_correct is_solved solved passed pass score acc accuracy exact_match em is_right success reward"),
    TURN("turn turn_index round iteration iter step revision"),
    SAMPLE("sample sample_index sample_idx sample_id completion_id generation_id attempt epoch trial rollout repeat"),
    SEED("seed training_seed train_seed random_seed"),
    CLUSTER("cluster group template template_id document_id passage_id"),
    EXTRACTED("extracted extracted_answer parsed_answer pred prediction model_answer final_answer"),
    STATUS("status parse_status"),
    QUESTION("question problem prompt input"),
    PROMPT_TOKENS("prompt_tokens input_tokens"),
    COMPLETION_TOKENS("completion_tokens output_tokens generated_tokens total_tokens tokens"),
    CONFIDENCE("confidence p_true p_correct probability"),
    /// A list with one element a turn.
    TURNS("turns rounds iterations revisions"),
    /// A list with one element a sample.
    SAMPLES("samples attempts completions generations rollouts");

    private final String names;

    Field(String names) {
        this.names = names;
    }

    /// The names that it is found by, the likeliest first.
    List<String> names() {
        return List.of(names.split(" "));
    }

    /// `prompt-tokens`, as people type it.
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Field> of(String word) {
        return Arrays.stream(values())
                .filter(field -> field.word().equals(word))
                .findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Field::word).collect(Collectors.joining(", "));
    }
}
