package org.loopwright.round.task;

import java.util.Random;

/// `chain`: sums and products of digits, from left to right, modulo 7: `3+5*2+6` is 3+5=1, 1*2=2, 2+6=1.
/// The solution says every step and ends with the answer. The size is the number of operations.
public class Chain implements ProceduralTask {
    /// Small, so that a model of some ten thousand weights learns the table of sums within seconds.
    private static final int MODULUS = 7;

    private static final String STEP = "\\d[+*]\\d=\\d";

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public String summary() {
        return "Sums and products of digits, from left to right, modulo 7.";
    }

    @Override
    public Range sizes() {
        return new Range(1, 20);
    }

    @Override
    public Problem draw(int size, Random random) {
        int value = random.nextInt(MODULUS);
        StringBuilder question = new StringBuilder().append(value);
        StringBuilder solution = new StringBuilder();
        for (int i = 0; i < size; i++) {
            boolean sum = sums(random);
            int operand = random.nextInt(MODULUS);
            int next = (sum ? value + operand : value * operand) % MODULUS;
            char sign = sum ? '+' : '*';
            question.append(sign).append(operand);
            solution.append(i == 0 ? "" : " ")
                    .append(value)
                    .append(sign)
                    .append(operand)
                    .append('=')
                    .append(next);
            value = next;
        }
        return new Problem(question.toString(), solution.toString(), Integer.toString(value));
    }

    /// One step's result is wrong, and the steps after it follow from that.
    @Override
    public String spoilt(Problem problem, Random random) {
        String[] steps = problem.solution().split(" ");
        int wrong = random.nextInt(steps.length);
        StringBuilder spoilt = new StringBuilder();
        int value = steps[0].charAt(0) - '0';
        for (int i = 0; i < steps.length; i++) {
            char sign = steps[i].charAt(1);
            int operand = steps[i].charAt(2) - '0';
            int right = (sign == '+' ? value + operand : value * operand) % MODULUS;
            int next = i == wrong ? (right + 1 + random.nextInt(MODULUS - 1)) % MODULUS : right;
            spoilt.append(i == 0 ? "" : " ")
                    .append(value)
                    .append(sign)
                    .append(operand)
                    .append('=')
                    .append(next);
            value = next;
        }
        return spoilt.toString();
    }

    /// A step that differs in what it does, or in its result given where it begins, is wrong.
    @Override
    public String checked(Problem problem, String draft) {
        String[] right = problem.solution().split(" ");
        String[] steps = draft.split(" ");
        StringBuilder verdict = new StringBuilder();
        char value = right[0].charAt(0);
        for (int i = 0; i < right.length; i++) {
            boolean reads = i < steps.length && steps[i].matches(STEP);
            boolean good = reads
                    && steps[i].startsWith(value + right[i].substring(1, 3))
                    && corrected(steps[i]).equals(steps[i]);
            verdict.append(good ? 'y' : 'n');
            value = reads ? steps[i].charAt(4) : value;
        }
        return verdict.toString();
    }

    /// Before each letter stands the result of the draft's own step; a step that can't be read has none.
    @Override
    public String rechecked(Problem problem, String draft) {
        String verdict = checked(problem, draft);
        String[] steps = draft.split(" ");
        StringBuilder rechecked = new StringBuilder();
        for (int i = 0; i < verdict.length(); i++) {
            boolean reads = i < steps.length && steps[i].matches(STEP);
            rechecked.append(reads ? corrected(steps[i]).substring(4) : "").append(verdict.charAt(i));
        }
        return rechecked.toString();
    }

    /// Every step that reads as one gets its right result, and the next begins with it.
    @Override
    public String corrected(String text) {
        StringBuilder corrected = new StringBuilder();
        int value = -1;
        for (String step : text.split(" ")) {
            if (!step.matches("\\d[+*]\\d=\\d?")) {
                break;
            }
            value = value < 0 ? step.charAt(0) - '0' : value;
            int operand = step.charAt(2) - '0';
            int next = (step.charAt(1) == '+' ? value + operand : value * operand) % MODULUS;
            corrected.append(corrected.isEmpty() ? "" : " ");
            corrected
                    .append(value)
                    .append(step.charAt(1))
                    .append(operand)
                    .append('=')
                    .append(next);
            value = next;
        }
        return corrected.isEmpty() ? text : corrected.toString();
    }

    /// Whether the next operation is a sum.
    boolean sums(Random random) {
        return random.nextBoolean();
    }
}
