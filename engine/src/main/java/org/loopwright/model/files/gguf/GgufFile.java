package org.loopwright.model.files.gguf;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.FileProblem;

/// A memory-mapped GGUF file: header, metadata, places of tensors, then their numbers. All of it but the
/// numbers is checked when the file is opened. Not thread-safe to close while another thread reads.
///
/// Layout (versions 2 and 3, little-endian): `GGUF`, version, count of tensors, count of metadata; each
/// metadata a key, a type and a value; each tensor a name, its dimensions with the fastest first, a
/// format and an offset; then the numbers, from the next multiple of `general.alignment` on.
public final class GgufFile implements AutoCloseable {
    private static final int MAGIC = 0x46554747;
    private static final String ALIGNMENT = "general.alignment";
    private static final int MAX_ENTRIES = 65_536;
    private static final int MAX_DIMENSIONS = 4;
    static final String REMEDY = "the file is damaged or incomplete, copy or download it again";

    private final Path file;
    private final Arena arena;
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final MemorySegment data;

    /// One tensor's place.
    ///
    /// @param shape its dimensions, the slowest first, as everywhere outside GGUF
    /// @param begin first byte, counted from the start of the numbers
    record Tensor(String name, BlockFormat format, List<Long> shape, long begin, long bytes) {
        long numbers() {
            return bytes / format.bytes() * format.numbers();
        }
    }

    private GgufFile(Path file, Arena arena, MemorySegment whole) {
        this.file = file;
        this.arena = arena;
        GgufReader reader = new GgufReader(file, whole);
        if (reader.integer() != MAGIC) {
            throw bad("it doesn't begin with GGUF");
        }
        int version = reader.integer();
        if (version != 2 && version != 3) {
            throw bad("it is of GGUF version " + version + ", known are 2 and 3");
        }
        long tensorCount = limited(reader.count("tensors", 24), "tensors");
        long metadataCount = limited(reader.count("metadata entries", 12), "metadata entries");
        for (long i = 0; i < metadataCount; i++) {
            String key = reader.text();
            if (metadata.putIfAbsent(key, reader.value(key)) != null) {
                throw bad("metadata " + key + " is there twice");
            }
        }
        for (long i = 0; i < tensorCount; i++) {
            Tensor tensor = tensor(reader);
            if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
                throw bad("tensor " + tensor.name() + " is there twice");
            }
        }
        long begin = aligned(reader.position());
        data = begin >= whole.byteSize() ? MemorySegment.NULL.reinterpret(0) : whole.asSlice(begin);
        checkPlaces();
    }

    /// A model has hundreds; each costs more memory than the file has bytes for it.
    private long limited(long count, String what) {
        if (count > MAX_ENTRIES) {
            throw bad("it has " + count + " " + what + ", allowed are " + MAX_ENTRIES);
        }
        return count;
    }

    /// Maps `file` and checks its header.
    ///
    /// @throws ModelException with code `FILE` when it is missing, truncated or inconsistent
    // The file that is returned owns the arena.
    @SuppressWarnings("MustBeClosedChecker")
    public static GgufFile open(Path file) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new GgufFile(file, arena, whole);
        } catch (NoSuchFileException e) {
            arena.close();
            throw FileProblem.of(file, "the file is missing", "copy it again", e);
        } catch (IOException e) {
            arena.close();
            throw FileProblem.of(file, "the file can't be read", "check its permissions", e);
        } catch (ModelException e) {
            arena.close();
            throw e;
        }
    }

    private Tensor tensor(GgufReader reader) {
        String name = reader.text();
        int dimensions = reader.integer();
        if (dimensions < 1 || dimensions > MAX_DIMENSIONS) {
            throw bad("tensor " + name + " has " + dimensions + " dimensions, allowed are 1 to " + MAX_DIMENSIONS);
        }
        List<Long> shape = new ArrayList<>();
        for (int i = 0; i < dimensions; i++) {
            shape.add(reader.longInteger());
        }
        int code = reader.integer();
        BlockFormat format = BlockFormat.ofCode(code)
                .orElseThrow(() -> FileProblem.of(
                        file,
                        "tensor " + name + " is packed in GGUF's format number " + code + ", known are "
                                + List.of(BlockFormat.values()),
                        "take the model in another quantisation"));
        long bytes = bytes(name, shape, format);
        Collections.reverse(shape);
        return new Tensor(name, format, List.copyOf(shape), reader.longInteger(), bytes);
    }

    private long bytes(String name, List<Long> shape, BlockFormat format) {
        try {
            long numbers = 1;
            for (long n : shape) {
                if (n < 1) {
                    throw bad("tensor " + name + " has dimensions " + shape);
                }
                numbers = Math.multiplyExact(numbers, n);
            }
            if (shape.getFirst() % format.numbers() != 0) {
                throw bad("tensor " + name + " has rows of " + shape.getFirst() + " numbers, " + format + " packs "
                        + format.numbers() + " together");
            }
            return Math.multiplyExact(numbers / format.numbers(), (long) format.bytes());
        } catch (ArithmeticException e) {
            throw FileProblem.of(file, "tensor " + name + " has dimensions " + shape, REMEDY, e);
        }
    }

    private long alignment() {
        long alignment = metadata.get(ALIGNMENT) instanceof Long n ? n : 32;
        if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
            throw bad(ALIGNMENT + " is " + alignment + ", a power of two up to 1048576 is needed");
        }
        return alignment;
    }

    private long aligned(long position) {
        return (position + alignment() - 1) & -alignment();
    }

    private void checkPlaces() {
        List<Tensor> byPlace = new ArrayList<>(tensors.values());
        byPlace.sort(Comparator.comparingLong(Tensor::begin));
        long end = 0;
        for (Tensor tensor : byPlace) {
            if (tensor.begin() < 0 || tensor.begin() % alignment() != 0) {
                throw bad("tensor " + tensor.name() + " begins at byte " + tensor.begin() + ", no multiple of "
                        + alignment());
            }
            if (tensor.begin() < end) {
                throw bad("tensor " + tensor.name() + " at byte " + tensor.begin() + " overlaps the one before");
            }
            if (tensor.bytes() > data.byteSize() - tensor.begin()) {
                throw bad("tensor " + tensor.name() + " needs " + tensor.bytes() + " bytes at byte " + tensor.begin()
                        + ", there are " + data.byteSize() + " bytes of numbers");
            }
            end = tensor.begin() + tensor.bytes();
        }
    }

    private ModelException bad(String what) {
        return FileProblem.of(file, what, REMEDY);
    }

    /// Where it is.
    Path path() {
        return file;
    }

    /// Values by key: `Long`, `Double`, `Boolean`, `String`, or a [GgufArray].
    Map<String, Object> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    /// Tensors by name, in the file's order.
    Map<String, Tensor> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    /// The tensor of this name, or null.
    @Nullable
    Tensor tensor(String name) {
        return tensors.get(name);
    }

    /// The packed bytes of a tensor, valid until this file is closed.
    MemorySegment bytes(Tensor tensor) {
        return data.asSlice(tensor.begin(), tensor.bytes());
    }

    /// Widens a tensor into `target` from `offset` on.
    void read(Tensor tensor, float[] target, int offset) {
        MemorySegment bytes = bytes(tensor);
        BlockFormat format = tensor.format();
        int at = offset;
        for (long block = 0; block < bytes.byteSize(); block += format.bytes()) {
            format.widen(bytes, block, target, at);
            at += format.numbers();
        }
    }

    /// Unmaps the file.
    @Override
    public void close() {
        arena.close();
    }
}
