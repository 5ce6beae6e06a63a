package org.loopwright.model.files;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Writes a model's flat weights as a safetensors file, in the layout's order.
public final class SafetensorsWriter {
    private static final int CHUNK = 1 << 18;

    private SafetensorsWriter() {}

    /// Writes and syncs `file`, which must not exist.
    ///
    /// @param weights all numbers, as long as the layout says
    /// @param format how to store each; rounding is to the nearest
    /// @throws IOException when the disk refuses
    public static void write(Path file, ParameterLayout layout, float[] weights, NumberFormat format)
            throws IOException {
        write(file, layout.parameters(), weights, format);
    }

    /// The same for tensors of any names, which lie one behind the other in `weights`.
    ///
    /// @throws IOException when the disk refuses
    public static void write(Path file, List<ParameterLayout.Parameter> tensors, float[] weights, NumberFormat format)
            throws IOException {
        int size = tensors.stream().mapToInt(ParameterLayout.Parameter::size).sum();
        if (weights.length != size) {
            throw new IllegalArgumentException(weights.length + " weights do not fit a layout of " + size);
        }
        byte[] header = header(tensors, format);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer head = ByteBuffer.allocate(8 + header.length).order(ByteOrder.LITTLE_ENDIAN);
            head.putLong(header.length).put(header).flip();
            write(channel, head);
            // Not mapped: a full disk would be an error of the machine then, not an IOException.
            byte[] chunk = new byte[CHUNK * format.bytes()];
            MemorySegment numbers = MemorySegment.ofArray(chunk);
            for (int from = 0; from < weights.length; from += CHUNK) {
                int count = Math.min(CHUNK, weights.length - from);
                for (int i = 0; i < count; i++) {
                    format.set(numbers, i, weights[from + i]);
                }
                write(channel, ByteBuffer.wrap(chunk, 0, count * format.bytes()));
            }
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] header(List<ParameterLayout.Parameter> tensors, NumberFormat format) {
        ObjectNode json = JsonFile.object();
        for (ParameterLayout.Parameter parameter : tensors) {
            ObjectNode tensor = json.putObject(parameter.name());
            tensor.put("dtype", format.name());
            parameter.shape().forEach(tensor.putArray("shape")::add);
            long begin = (long) parameter.offset() * format.bytes();
            tensor.putArray("data_offsets").add(begin).add(begin + (long) parameter.size() * format.bytes());
        }
        String text = json.toString();
        // Numbers start at a multiple of eight, which lets other readers map them directly.
        return (text + " ".repeat((8 - text.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }
}
