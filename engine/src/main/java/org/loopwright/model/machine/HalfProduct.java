package org.loopwright.model.machine;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The product of rows in bfloat16 with a matrix in bfloat16, summed in single precision: `y[r][n] = sum_k x[r][k]
/// w[n][k]`.
///
/// Of the matrix, [#WIDTH] outputs are a panel: for each pair of columns, two registers of 16 outputs' pairs. A panel
/// is
/// read from memory once and used for all rows, in blocks of [#BLOCK], while the next one is asked for: so that reading
/// weights costs no time beside the multiplying. `x` holds pairs in the matrix's order, row by row. Where rows are few,
/// reading is all, and the code only looks ahead.
///
/// Threads may use it at once, each with a slot of its own. The memory at the addresses is the caller's to keep.
public final class HalfProduct {
    /// Outputs of a panel; a matrix has a multiple of them.
    public static final int WIDTH = 32;
    /// Rows come in blocks of so many, unless it is only one.
    public static final int BLOCK = 8;
    /// Columns are a multiple of it.
    public static final int COLUMNS = 32;

    /// Pairs of columns in one turn of the innermost loop.
    private static final int PAIRS = 4;
    private static final int LINE = 64;
    /// Bytes of a panel for a pair of columns.
    private static final int PAIR_BYTES = 2 * LINE;
    /// Cache lines of weights in one turn.
    private static final int LINES = PAIRS * PAIR_BYTES / LINE;
    /// With one row, how far ahead of reading memory is asked.
    private static final int AHEAD = 4096;

    private static final int FIRST_SUM = 16;
    private static final int FIRST_COPY = 2;
    private static final int COPIES = 4;

    private static final Map<Shape, Optional<MachineCode>> WRITTEN = new ConcurrentHashMap<>();

    /// Longs that a call passes; a slot takes a cache line.
    private static final int ARGUMENTS = 8;

    private final MemorySegment arguments;
    private final MachineCode one;
    private final MachineCode[] blocks;

    /// What code is written for.
    ///
    /// @param rows of a block: 1 or [#BLOCK]
    /// @param ahead cache lines that a turn asks for
    private record Shape(int columns, int rows, int ahead) {}

    private HalfProduct(Arena arena, int slots, MachineCode one, MachineCode[] blocks) {
        this.arguments = arena.allocate((long) slots * ARGUMENTS * Long.BYTES, LINE);
        this.one = one;
        this.blocks = blocks;
    }

    /// Writes the code for matrices of so many columns, or gives nothing where it can't run.
    ///
    /// @param columns a multiple of [#COLUMNS]
    /// @param slots calls that may go on at once
    /// @param arena keeps the memory that calls use
    public static Optional<HalfProduct> of(int columns, int slots, Arena arena) {
        if (columns % COLUMNS != 0) {
            throw new IllegalArgumentException(columns + " columns are no multiple of " + COLUMNS);
        }
        if (!Processor.current().multipliesHalves()) {
            return Optional.empty();
        }
        Optional<MachineCode> one = written(new Shape(columns, 1, LINES));
        MachineCode[] blocks = new MachineCode[4];
        for (int i = 0; i < blocks.length; i++) {
            Optional<MachineCode> code = written(new Shape(columns, BLOCK, LINES >> i));
            if (code.isEmpty()) {
                return Optional.empty();
            }
            blocks[i] = code.get();
        }
        return one.map(code -> new HalfProduct(arena, slots, code, blocks));
    }

    private static Optional<MachineCode> written(Shape shape) {
        return WRITTEN.computeIfAbsent(shape, s -> MachineCode.of(a -> write(a, s)));
    }

    /// Multiplies.
    ///
    /// @param slot in [0, slots), for one call at a time
    /// @param x address of the rows; all of a last block's are read
    /// @param rows at least 1
    /// @param matrix address of the panels, a multiple of 64
    /// @param outputs a multiple of [#WIDTH]
    /// @param y address of the results; all of a last block's rows are written
    /// @param stride bytes from a result's row to the next
    public void times(int slot, long x, int rows, long matrix, int outputs, long y, long stride) {
        int count = (rows + BLOCK - 1) / BLOCK;
        long first = (long) slot * ARGUMENTS;
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first, x);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first + 1, matrix);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first + 2, y);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first + 3, outputs / WIDTH);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first + 4, count);
        arguments.setAtIndex(ValueLayout.JAVA_LONG, first + 5, stride);
        MachineCode code = rows == 1 ? one : blocks[count >= 8 ? 3 : count >= 4 ? 2 : count >= 2 ? 1 : 0];
        code.call(arguments.address() + first * Long.BYTES);
    }

    private static void write(Assembler a, Shape shape) {
        int rowBytes = shape.columns() * 2;
        int panelBytes = shape.columns() / 2 * PAIR_BYTES;
        a.load(Register.R8, Register.RAX, 8);
        a.load(Register.R9, Register.RAX, 16);
        a.load(Register.R10, Register.RAX, 24);
        Assembler.Label panel = a.label();
        a.load(Register.RDX, Register.RAX, 0);
        a.move(Register.RSI, Register.R9);
        a.load(Register.RDI, Register.RAX, 32);
        a.move(Register.R11, Register.R8);
        a.add(Register.R11, shape.rows() == 1 ? AHEAD : panelBytes);
        Assembler.Label block = a.label();
        int sums = shape.rows() == 1 ? 4 : 2 * shape.rows();
        for (int i = 0; i < sums; i++) {
            a.zero(FIRST_SUM + i);
        }
        a.move(Register.RCX, Register.R8);
        a.move(Register.RBX, shape.columns() / 2 / PAIRS);
        Assembler.Label turn = a.label();
        for (int pair = 0; pair < PAIRS; pair++) {
            pair(a, shape, pair, rowBytes);
        }
        for (int i = 0; i < shape.ahead(); i++) {
            a.prefetch(Register.R11, i * LINE, shape.rows() == 1);
        }
        a.add(Register.R11, shape.ahead() * LINE);
        a.add(Register.RCX, PAIRS * PAIR_BYTES);
        a.add(Register.RDX, PAIRS * 4);
        a.loop(Register.RBX, turn);
        if (shape.rows() == 1) {
            a.addFloats(FIRST_SUM, FIRST_SUM, FIRST_SUM + 2);
            a.addFloats(FIRST_SUM + 1, FIRST_SUM + 1, FIRST_SUM + 3);
        }
        a.load(Register.RBX, Register.RAX, 40);
        for (int row = 0; row < shape.rows(); row++) {
            a.storeVector(FIRST_SUM + 2 * row, Register.RSI, 0);
            a.storeVector(FIRST_SUM + 2 * row + 1, Register.RSI, LINE);
            a.add(Register.RSI, Register.RBX);
        }
        a.add(Register.RDX, (shape.rows() - 1) * rowBytes);
        a.loop(Register.RDI, block);
        a.add(Register.R9, WIDTH * Float.BYTES);
        a.add(Register.R8, panelBytes);
        a.loop(Register.R10, panel);
        a.endVectors();
    }

    /// Two registers of weights times each row's pair, which is copied to all lanes.
    private static void pair(Assembler a, Shape shape, int pair, int rowBytes) {
        a.loadVector(0, Register.RCX, pair * PAIR_BYTES);
        a.loadVector(1, Register.RCX, pair * PAIR_BYTES + LINE);
        for (int row = 0; row < shape.rows(); row++) {
            int copy = FIRST_COPY + (shape.rows() == 1 ? pair : row) % COPIES;
            // One row alone has two sums for each register, so that they needn't wait for each other.
            int sum = FIRST_SUM + (shape.rows() == 1 ? 2 * (pair % 2) : 2 * row);
            a.broadcast(copy, Register.RDX, row * rowBytes + pair * 4);
            a.dotHalves(sum, 0, copy);
            a.dotHalves(sum + 1, 1, copy);
        }
    }
}
