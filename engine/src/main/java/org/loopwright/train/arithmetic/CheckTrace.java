package org.loopwright.train.arithmetic;

/// Long multiplication written out, one group of characters per digit, least significant first.
///
/// `473*68` with the draft `32154` is checked by (spaces only here)
///
/// ```
/// u3824244= x785658 y483237 t3618188165n h7642437111= k4624283122= m233= nt
/// ```
///
/// Groups `u x y` multiply by the second number's last digit: place, the two digits, their product in
/// two digits, carry, digit. Groups `t h k` multiply by its first digit: the same, then the digit
/// above, the carry of the addition, and the digit of the answer. Group `m` adds the last carries. A
/// group that yields a digit of the answer ends with the draft's digit and `=` or `n`. The verdict is
/// `y`, or `n` and the lowest wrong place. Working without a draft leaves out the draft's digits and
/// the verdict and ends with `=` and the answer.
final class CheckTrace {
    private static final int DIGITS = 3;
    private static final String FIRST_ROW = "uxy";
    private static final String SECOND_ROW = "thkm";

    private final StringBuilder text = new StringBuilder();
    private final String draft;
    private char wrongPlace;

    private CheckTrace(Multiplication problem, String draft) {
        this.draft = draft;
        int[] digits = {problem.first() % 10, problem.first() / 10 % 10, problem.first() / 100};
        int[] above = firstRow(digits, problem.second() % 10);
        secondRow(digits, problem.second() / 10, above);
    }

    /// The check of a draft of five digits, verdict included.
    static String check(Multiplication problem, String draft) {
        if (!Multiplication.isAnswer(draft)) {
            throw new IllegalArgumentException("draft `" + draft + "` is not five digits");
        }
        CheckTrace trace = new CheckTrace(problem, draft);
        return trace.text + (trace.wrongPlace == 0 ? "y" : "n" + trace.wrongPlace);
    }

    /// The same work without a draft, with the answer after `=`.
    static String work(Multiplication problem) {
        return new CheckTrace(problem, "").text + "=" + problem.answer();
    }

    /// Writes the first row and returns its digits, the last carry at the end.
    private int[] firstRow(int[] digits, int by) {
        int[] row = new int[DIGITS + 1];
        int carry = 0;
        for (int i = 0; i < DIGITS; i++) {
            int product = digits[i] * by;
            int sum = product + carry;
            carry = sum / 10;
            row[i] = sum % 10;
            text.append(FIRST_ROW.charAt(i));
            append(digits[i], by, product / 10, product % 10, carry, row[i]);
            if (i == 0) {
                compare('u', 0, row[0]);
            }
        }
        row[DIGITS] = carry;
        return row;
    }

    private void secondRow(int[] digits, int by, int[] above) {
        int carry = 0;
        int addCarry = 0;
        for (int i = 0; i < DIGITS; i++) {
            int product = digits[i] * by;
            int sum = product + carry;
            carry = sum / 10;
            int digit = sum % 10;
            text.append(SECOND_ROW.charAt(i));
            append(digits[i], by, product / 10, product % 10, carry, digit, above[i + 1]);
            int total = digit + above[i + 1] + addCarry;
            addCarry = total / 10;
            append(addCarry, total % 10);
            compare(SECOND_ROW.charAt(i), i + 1, total % 10);
        }
        text.append(SECOND_ROW.charAt(DIGITS));
        append(carry, carry + addCarry);
        compare(SECOND_ROW.charAt(DIGITS), DIGITS + 1, carry + addCarry);
    }

    private void append(int... digits) {
        for (int digit : digits) {
            text.append((char) ('0' + digit));
        }
    }

    /// Compares the draft's digit at `place`, counted from the last, when there is a draft.
    private void compare(char name, int place, int digit) {
        if (draft.isEmpty()) {
            return;
        }
        char written = draft.charAt(draft.length() - 1 - place);
        boolean same = written == '0' + digit;
        text.append(written).append(same ? '=' : 'n');
        if (!same && wrongPlace == 0) {
            wrongPlace = name;
        }
    }
}
