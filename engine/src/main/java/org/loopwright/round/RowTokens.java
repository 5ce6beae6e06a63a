package org.loopwright.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.loopwright.loop.LoopException;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.Prompt;
import org.loopwright.model.TokenIds;
import org.loopwright.model.TokenValues;
import org.loopwright.train.Example;
import org.loopwright.train.JudgedCompletion;
import org.loopwright.train.Objective;
import org.loopwright.train.PreferencePair;
import org.loopwright.train.Rollout;
import org.loopwright.train.SupervisedExample;

/// Rows as the tokens that a model learns from, by the model's own chat template and tokenizer.
final class RowTokens {
    private final LanguageModel model;
    private final List<Integer> endTokens;

    /// @param endTokens that end a completion of the model
    RowTokens(LanguageModel model, List<Integer> endTokens) {
        this.model = model;
        this.endTokens = List.copyOf(endTokens);
    }

    /// The examples of an objective: supervised texts, pairs, rollouts with the row's weight as reward,
    /// or completions judged good when the weight is above 0. Rows that fit no context are left out.
    ///
    /// @throws LoopException when rows lack what the objective needs
    List<Example> examples(RowSet rows, Objective<?> objective) {
        Class<?> type = objective.example();
        List<Example> examples = new ArrayList<>();
        for (Row row : rows.rows()) {
            if (row.messages().isEmpty()) {
                throw new LoopException("item " + row.subject().item()
                        + " has nothing to learn: it is a problem without a solution; filter or pair traces first");
            }
            Example example;
            if (type == SupervisedExample.class) {
                example = supervised(row);
            } else if (type == PreferencePair.class) {
                example = pair(row, objective.name());
            } else if (type == Rollout.class) {
                example = rollout(row);
            } else if (type == JudgedCompletion.class) {
                JudgedCompletion.Verdict verdict =
                        row.weight() > 0 ? JudgedCompletion.Verdict.GOOD : JudgedCompletion.Verdict.BAD;
                example = new JudgedCompletion(prompt(row.messages()), last(row.messages()), verdict, TokenIds.EMPTY);
            } else {
                throw new LoopException("objective " + objective.name() + " learns from " + type.getSimpleName()
                        + ", which rows can't give");
            }
            if (example.sequences().stream().allMatch(ids -> ids.size() <= model.contextLength())) {
                examples.add(example);
            }
        }
        return examples;
    }

    private SupervisedExample supervised(Row row) {
        List<Row.Message> messages = row.messages();
        int last = messages.size() - 1;
        TokenIds whole = prompt(messages).concat(last(messages));
        float[] weights = new float[whole.size()];
        for (int i = 0; i <= last; i++) {
            if (messages.get(i).own()) {
                List<Row.Message> upTo = messages.subList(0, i + 1);
                int from = prompt(upTo).size();
                Arrays.fill(weights, from, from + last(upTo).size(), 1);
            }
        }
        return new SupervisedExample(whole, TokenValues.of(weights), Math.max(0, row.weight()));
    }

    private PreferencePair pair(Row row, String objective) {
        String rejected = row.rejected();
        if (rejected == null) {
            throw new LoopException("objective " + objective + " learns from pairs, and item "
                    + row.subject().item() + " has no rejected answer: make pairs with a node of kind `pair`");
        }
        List<Row.Message> worse =
                new ArrayList<>(row.messages().subList(0, row.messages().size() - 1));
        worse.add(new Row.Message("assistant", rejected, true));
        return new PreferencePair(prompt(row.messages()), last(row.messages()), last(worse), row.weight());
    }

    private Rollout rollout(Row row) {
        String group = row.text(Credited.GROUP);
        return Rollout.of(
                        group.isEmpty() ? row.subject().contentHash() : group,
                        prompt(row.messages()),
                        last(row.messages()),
                        TokenValues.of(),
                        row.weight())
                .withTruncated(row.is("truncated"))
                .withHold(row.facts().containsKey(Credited.HOLD) ? row.number(Credited.HOLD) : 1)
                .withWatched(RewardParts.watched(row));
    }

    /// The tokens before the last message, with the header of the assistant's next one.
    private TokenIds prompt(List<Row.Message> messages) {
        return model.tokenize(asPrompt(messages.subList(0, messages.size() - 1)));
    }

    /// The tokens of the last message with its end token: what the template adds behind that is left
    /// out.
    private TokenIds last(List<Row.Message> messages) {
        int from = prompt(messages).size();
        int[] whole = model.tokenize(asPrompt(messages)).toArray();
        for (int i = from; i < whole.length; i++) {
            if (endTokens.contains(whole[i])) {
                return TokenIds.of(Arrays.copyOfRange(whole, from, i + 1));
            }
        }
        throw new LoopException("the chat template of model " + model.card().id()
                + " ends an assistant's message with none of its end tokens " + endTokens);
    }

    private static Prompt asPrompt(List<Row.Message> messages) {
        return new Prompt(messages.stream()
                .map(message -> Prompt.Message.of(message.role(), message.text()))
                .toList());
    }
}
