package org.loopwright.measure;

import java.util.List;
import org.loopwright.loop.Content;

/// How well a loop's check tells right first answers from others. Rejecting is the positive class: a
/// check is there to find errors.
///
/// D. M. W. Powers: Evaluation: from precision, recall and F-measure to ROC, informedness, markedness
/// and correlation. Journal of Machine Learning Technologies 2 (2011); balanced accuracy as in K. H.
/// Brodersen et al.: The balanced accuracy and its posterior distribution. ICPR 2010.
///
/// | paper | here |
/// |---|---|
/// | TP | `wrongRejected` |
/// | FN | `wrongAccepted` |
/// | TN | `rightAccepted` |
/// | FP | `rightRejected` |
///
/// An answer that can't be read counts as one that should be rejected. Verdicts that can't be read stand
/// beside the table and in no rate.
///
/// @param wrongRejected answers that were not right and were rejected
/// @param wrongAccepted answers that were not right and were accepted
/// @param rightAccepted right answers that were accepted
/// @param rightRejected right answers that were rejected
/// @param unparsed answers whose verdict could not be read
public record VerdictMeasures(
        long wrongRejected, long wrongAccepted, long rightAccepted, long rightRejected, long unparsed) {

    static VerdictMeasures of(List<Trajectory> attempts) {
        long[] table = new long[4];
        long unparsed = 0;
        for (Trajectory attempt : attempts) {
            Content.Judgement verdict = attempt.firstVerdict();
            if (verdict == Content.Judgement.UNPARSED) {
                unparsed++;
            } else if (verdict != null) {
                boolean right = Outcome.of(attempt.turns().getFirst()) == Outcome.RIGHT;
                table[(right ? 2 : 0) + (verdict == Content.Judgement.ACCEPT ? 1 : 0)]++;
            }
        }
        return new VerdictMeasures(table[0], table[1], table[3], table[2], unparsed);
    }

    /// What a check that always says the same would reach on the same answers.
    ///
    /// @param accuracy share of verdicts that fit
    /// @param balancedAccuracy 0.5 for any such check
    /// @param f1 of rejecting
    public record Baseline(double accuracy, double balancedAccuracy, double f1) {}

    /// TPR: the share of wrong answers that were rejected.
    public Rate sensitivity() {
        return new Rate(wrongRejected, wrong());
    }

    /// TNR: the share of right answers that were accepted.
    public Rate specificity() {
        return new Rate(rightAccepted, right());
    }

    /// (TPR + TNR) / 2; NaN unless there were right and wrong answers.
    public double balancedAccuracy() {
        return (sensitivity().value() + specificity().value()) / 2;
    }

    /// The share of verdicts that fit.
    public Rate accuracy() {
        return new Rate(wrongRejected + rightAccepted, wrong() + right());
    }

    /// 2 TP / (2 TP + FP + FN), of rejecting; NaN when nothing was wrong and nothing rejected.
    public double f1() {
        return f1(wrongRejected, rightRejected, wrongAccepted);
    }

    /// A check that accepts everything.
    public Baseline alwaysAccept() {
        return new Baseline(new Rate(right(), wrong() + right()).value(), 0.5, f1(0, 0, wrong()));
    }

    /// A check that rejects everything.
    public Baseline alwaysReject() {
        return new Baseline(new Rate(wrong(), wrong() + right()).value(), 0.5, f1(wrong(), right(), 0));
    }

    private long wrong() {
        return wrongRejected + wrongAccepted;
    }

    private long right() {
        return rightAccepted + rightRejected;
    }

    private static double f1(long truePositives, long falsePositives, long falseNegatives) {
        return 2.0 * truePositives / (2.0 * truePositives + falsePositives + falseNegatives);
    }
}
