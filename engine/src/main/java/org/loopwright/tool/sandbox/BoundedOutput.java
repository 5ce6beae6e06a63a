package org.loopwright.tool.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// Reads a process's stream on a thread of its own and keeps its first bytes; the rest is read and
/// dropped, so that a program which prints forever costs time and no memory.
final class BoundedOutput {
    private static final int CHUNK = 8192;

    private final InputStream in;
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread thread;

    /// @param most bytes to keep
    BoundedOutput(InputStream in, int most) {
        this.in = in;
        this.most = most;
        this.thread = Thread.ofVirtual().start(this::read);
    }

    /// What was kept, once the stream has ended.
    String text() throws InterruptedException {
        thread.join();
        return kept.toString(StandardCharsets.UTF_8);
    }

    private void read() {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                kept.write(chunk, 0, Math.min(read, most - kept.size()));
            }
        } catch (IOException _) {
            // The process was killed, and its stream with it; what was read is kept.
        }
    }
}
