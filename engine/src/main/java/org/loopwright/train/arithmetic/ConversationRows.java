package org.loopwright.train.arithmetic;

import org.loopwright.model.TokenIds;
import org.loopwright.train.TokenRow;

/// Conversations as training rows. The loss of what a user says is 0; of what the assistant says it is
/// 1, and more for the verdict and for an answer that is read out of a trace: few tokens that decide
/// everything.
///
/// @param verdictWeight weight of a verdict's tokens, at least 0
/// @param answerWeight weight of the tokens of a revision and of a worked answer, at least 0
record ConversationRows(double verdictWeight, double answerWeight) {
    private static final TokenIds USER = TokenIds.of(ArithmeticVocabulary.USER);
    private static final TokenIds ASSISTANT = TokenIds.of(ArithmeticVocabulary.ASSISTANT);
    private static final TokenIds END = TokenIds.of(ArithmeticVocabulary.END);

    /// Question and right answer.
    static TokenRow draft(Multiplication problem) {
        TokenRow row = ask(new TokenRow(), problem.question());
        return say(row, problem.answer(), 1);
    }

    /// Question, draft, check, and after a verdict `n` the revision. A wrong draft is read, not learned.
    TokenRow selfCheck(Multiplication problem, String draft) {
        boolean right = draft.equals(problem.answer());
        TokenRow row = say(ask(new TokenRow(), problem.question()), draft, right ? 1 : 0);
        ask(row, "check");
        String check = CheckTrace.check(problem, draft);
        int verdict = right ? 1 : 2;
        row.add(ArithmeticVocabulary.encode(check.substring(0, check.length() - verdict)), 1);
        row.add(ArithmeticVocabulary.encode(check.substring(check.length() - verdict)), verdictWeight);
        row.add(END, 1);
        return right ? row : say(ask(row, "revise"), problem.answer(), answerWeight);
    }

    /// The worked answer without a draft.
    TokenRow worked(Multiplication problem) {
        String work = CheckTrace.work(problem);
        int answer = work.length() - Multiplication.ANSWER_DIGITS;
        TokenRow row = ask(new TokenRow(), "work " + problem.question());
        row.add(ArithmeticVocabulary.encode(work.substring(0, answer)), 1);
        return row.add(ArithmeticVocabulary.encode(work.substring(answer)), answerWeight)
                .add(END, 1);
    }

    private static TokenRow ask(TokenRow row, String text) {
        return row.add(USER, 0).add(ArithmeticVocabulary.encode(text), 0).add(ASSISTANT, 0);
    }

    private static TokenRow say(TokenRow row, String text, double weight) {
        return row.add(ArithmeticVocabulary.encode(text), weight).add(END, Math.min(1, weight));
    }
}
