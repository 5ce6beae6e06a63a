package org.loopwright.train.djl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.model.TokenIds;
import org.loopwright.train.MovingModel.Request;
import org.loopwright.train.Reading;
import org.loopwright.train.ScoredSequence;

/// How the sequences of one forward pass lie in the kernels' arrays. All tokens lie one behind the other
/// without padding, `N` in all, and only attention sees rows: `grid`, `(rows, columns)`, says which token
/// stands where, filled up on the right with token 0, which no real token looks at; `back`, `(N)`, finds
/// them again, and is empty where there is nothing to fill up. `scored` are the places whose readings are
/// wanted, in the order of sequences and tokens.
///
/// Where rows differ in length, `N` and the count of `scored` are rounded up, with tokens and places 0 whose readings
/// nobody takes: the native engine compiles code for each count that it meets, and keeps it.
final class TokenLayout {
    /// Counts are rounded up to a sixteenth of the power of two below them, but at least to multiples of so many.
    private static final int LEAST = 16;

    private final List<Request> requests;
    private final boolean atTokens;
    private final int rows;
    private final int columns;
    private final long[] ids;
    private final int[] positions;
    private final long[] grid;
    private final long[] back;
    private final long[] scored;
    private final long[] targets;

    /// @param readings which of them decides where they are read: [Reading#VALUE] at the token itself, all
    ///     others at the place before it
    TokenLayout(List<Request> requests, Set<Reading> readings) {
        this.requests = requests;
        this.atTokens = readings.contains(Reading.VALUE);
        this.rows = requests.size();
        this.columns = requests.stream().mapToInt(r -> r.ids().size()).max().orElse(1);
        int count = requests.stream().mapToInt(r -> r.ids().size()).sum();
        boolean dense = count == rows * columns;
        int padded = dense ? count : padded(count);
        this.ids = new long[padded];
        this.positions = new int[padded];
        this.grid = new long[rows * columns];
        this.back = new long[dense ? 0 : padded];
        int wanted = requests.stream().mapToInt(this::count).sum();
        int marks = dense ? wanted : padded(wanted);
        this.scored = new long[marks];
        this.targets = new long[marks];
        fill();
    }

    private static int padded(int count) {
        int step = Math.max(LEAST, Integer.highestOneBit(count) / LEAST);
        return (count + step - 1) / step * step;
    }

    private int count(Request request) {
        return request.read().cardinality() - (!atTokens && request.read().get(0) ? 1 : 0);
    }

    private void fill() {
        int at = 0;
        int mark = 0;
        for (int row = 0; row < rows; row++) {
            TokenIds tokens = requests.get(row).ids();
            for (int t = 0; t < tokens.size(); t++) {
                ids[at + t] = tokens.get(t);
                positions[at + t] = t;
                grid[row * columns + t] = (long) at + t;
                if (back.length > 0) {
                    back[at + t] = (long) row * columns + t;
                }
            }
            for (int t = first(row); t >= 0 && t < tokens.size(); t = next(row, t)) {
                scored[mark] = (long) at + t - (atTokens ? 0 : 1);
                targets[mark++] = tokens.get(t);
            }
            at += tokens.size();
        }
    }

    private int first(int row) {
        return requests.get(row).read().nextSetBit(atTokens ? 0 : 1);
    }

    private int next(int row, int token) {
        return requests.get(row).read().nextSetBit(token + 1);
    }

    /// The kernels' readings as sequences.
    ///
    /// @param values `(kinds, scored)` row-major, kinds in the order of `kinds`
    List<ScoredSequence> sequences(float[] values, List<Reading> kinds) {
        List<ScoredSequence> sequences = new ArrayList<>();
        int mark = 0;
        for (int row = 0; row < rows; row++) {
            TokenIds tokens = requests.get(row).ids();
            Map<Reading, double[]> readings = new EnumMap<>(Reading.class);
            kinds.forEach(kind -> readings.put(kind, new double[tokens.size()]));
            for (int t = first(row); t >= 0 && t < tokens.size(); t = next(row, t)) {
                for (int kind = 0; kind < kinds.size(); kind++) {
                    double[] row0 = readings.get(kinds.get(kind));
                    if (row0 != null) {
                        row0[t] = values[kind * scored.length + mark];
                    }
                }
                mark++;
            }
            sequences.add(new ScoredSequence(tokens, readings, new double[0], new double[0]));
        }
        return sequences;
    }

    /// The sequences' slopes as the kernels take them, `(kinds, scored)` row-major.
    float[] slopes(List<ScoredSequence> sequences, List<Reading> kinds) {
        float[] slopes = new float[kinds.size() * scored.length];
        int mark = 0;
        for (int row = 0; row < rows; row++) {
            for (int t = first(row); t >= 0 && t < sequences.get(row).size(); t = next(row, t)) {
                for (int kind = 0; kind < kinds.size(); kind++) {
                    slopes[kind * scored.length + mark] =
                            (float) sequences.get(row).slopes(kinds.get(kind))[t];
                }
                mark++;
            }
        }
        return slopes;
    }

    /// Count of sequences.
    int rows() {
        return rows;
    }

    /// Tokens of the longest.
    int columns() {
        return columns;
    }

    long[] ids() {
        return ids;
    }

    /// Each token's place in its sequence.
    int[] positions() {
        return positions;
    }

    long[] grid() {
        return grid;
    }

    long[] back() {
        return back;
    }

    long[] scored() {
        return scored;
    }

    long[] targets() {
        return targets;
    }
}
