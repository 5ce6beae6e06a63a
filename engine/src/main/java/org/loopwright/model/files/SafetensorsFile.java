package org.loopwright.model.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loopwright.model.ModelException;

/// A memory-mapped safetensors file: eight bytes of header length, a JSON header, then the numbers. The
/// header is checked before any number is read. Not thread-safe to close while another thread reads.
public final class SafetensorsFile implements AutoCloseable {
    /// The format's own limit for the header.
    private static final long MAX_HEADER = 100_000_000;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String REMEDY = "the file is damaged or incomplete, copy or download it again";

    private final Path file;
    private final Arena arena;
    private final SortedMap<String, Tensor> tensors = new TreeMap<>();
    private final MemorySegment data;

    /// One tensor's place.
    ///
    /// @param name its name
    /// @param format how a number is stored
    /// @param shape its dimensions
    /// @param begin first byte, counted from the end of the header
    /// @param end one past the last byte
    public record Tensor(String name, NumberFormat format, List<Long> shape, long begin, long end) {
        /// Count of numbers.
        public long size() {
            return (end - begin) / format.bytes();
        }
    }

    private SafetensorsFile(Path file, Arena arena, MemorySegment whole) {
        this.file = file;
        this.arena = arena;
        if (whole.byteSize() < 8) {
            throw bad("it has " + whole.byteSize() + " bytes, the header alone needs 8");
        }
        long header = whole.get(LONG, 0);
        if (header < 2 || header > MAX_HEADER || header > whole.byteSize() - 8) {
            throw bad("the header claims " + header + " bytes, the file has " + whole.byteSize());
        }
        byte[] bytes = whole.asSlice(8, header).toArray(ValueLayout.JAVA_BYTE);
        data = whole.asSlice(8 + header);
        readHeader(JsonFile.parseObject(file, new String(bytes, StandardCharsets.UTF_8)));
        refuseOverlaps();
    }

    /// Maps `file` and checks its header.
    ///
    /// @throws ModelException with code `FILE` when it is missing, truncated or inconsistent
    // The file that is returned owns the arena.
    @SuppressWarnings("MustBeClosedChecker")
    public static SafetensorsFile open(Path file) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment whole = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new SafetensorsFile(file, arena, whole);
        } catch (NoSuchFileException e) {
            arena.close();
            throw FileProblem.of(file, "the file is missing", "copy the whole model folder again", e);
        } catch (IOException e) {
            arena.close();
            throw FileProblem.of(file, "the file can't be read", "check its permissions", e);
        } catch (ModelException e) {
            arena.close();
            throw e;
        }
    }

    private void readHeader(ObjectNode header) {
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (!entry.getKey().equals("__metadata__")) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
            }
        }
    }

    private Tensor tensor(String name, JsonNode json) {
        NumberFormat format = format(name, json.path("dtype").asText());
        List<Long> shape = new ArrayList<>();
        json.path("shape").forEach(n -> shape.add(n.asLong(-1)));
        JsonNode offsets = json.path("data_offsets");
        long begin = offsets.path(0).asLong(-1);
        long end = offsets.path(1).asLong(-1);
        if (offsets.size() != 2 || begin < 0 || end < begin || end > data.byteSize()) {
            throw bad("tensor " + name + " lies at bytes " + offsets + " of " + data.byteSize());
        }
        long bytes = bytes(name, shape, format);
        if (bytes != end - begin) {
            throw bad("tensor " + name + " of shape " + shape + " and type " + format + " needs " + bytes
                    + " bytes, its place has " + (end - begin));
        }
        return new Tensor(name, format, List.copyOf(shape), begin, end);
    }

    private NumberFormat format(String name, String dtype) {
        for (NumberFormat format : NumberFormat.values()) {
            if (format.name().equals(dtype)) {
                return format;
            }
        }
        throw FileProblem.of(file, "tensor " + name + " has type `" + dtype + "`", "store it as F32, F16 or BF16");
    }

    private long bytes(String name, List<Long> shape, NumberFormat format) {
        try {
            long count = format.bytes();
            for (long n : shape) {
                count = Math.multiplyExact(count, n);
            }
            if (shape.stream().noneMatch(n -> n < 0)) {
                return count;
            }
        } catch (ArithmeticException e) {
            // Falls through to the message below: a size beyond 2^63 fits no file.
        }
        throw bad("tensor " + name + " has shape " + shape);
    }

    private void refuseOverlaps() {
        List<Tensor> byPlace = new ArrayList<>(tensors.values());
        byPlace.sort(Comparator.comparingLong(Tensor::begin).thenComparingLong(Tensor::end));
        for (int i = 1; i < byPlace.size(); i++) {
            if (byPlace.get(i).begin() < byPlace.get(i - 1).end()) {
                throw bad("tensors " + byPlace.get(i - 1).name() + " and "
                        + byPlace.get(i).name() + " overlap");
            }
        }
    }

    private ModelException bad(String what) {
        return FileProblem.of(file, what, REMEDY);
    }

    /// All tensors by name.
    public Map<String, Tensor> tensors() {
        return Map.copyOf(tensors);
    }

    /// Widens a tensor into `target` from `offset` on.
    ///
    /// @throws ModelException with code `FILE` when there is no tensor of this name and shape
    public void read(String name, List<Integer> shape, float[] target, int offset) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw FileProblem.of(
                    file, "tensor " + name + " is missing", "config.json describes another model, copy both again");
        }
        if (!tensor.shape().equals(shape.stream().map(Integer::longValue).toList())) {
            throw FileProblem.of(
                    file,
                    "tensor " + name + " has shape " + tensor.shape() + ", config.json asks for " + shape,
                    "config.json describes another model, copy both again");
        }
        MemorySegment bytes = bytes(tensor);
        for (int i = 0; i < tensor.size(); i++) {
            target[offset + i] = tensor.format().get(bytes, i);
        }
    }

    /// The stored bytes of a tensor, valid until this file is closed.
    MemorySegment bytes(Tensor tensor) {
        return data.asSlice(tensor.begin(), tensor.end() - tensor.begin());
    }

    /// Unmaps the file.
    @Override
    public void close() {
        arena.close();
    }
}
