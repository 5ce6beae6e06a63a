package org.loopwright.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.loopwright.model.net.WebException;

/// One file on its way: it grows as `NAME.part`, goes on where it was cut, and gets its name when its
/// checksum fits.
final class Download {
    private static final int TRIES = 5;
    /// A connection that brought more than this may be cut as often as it likes.
    private static final int PROGRESS = 1 << 20;
    private static final int BUFFER = 1 << 16;

    private final Hub hub;
    private final HubModel model;
    private final HubFile file;
    private final Path target;
    private final Path part;
    private final Duration pause;

    /// @param folder where the file goes
    /// @param pause before the second try; doubled for each further one
    Download(Hub hub, HubModel model, HubFile file, Path folder, Duration pause) {
        this.hub = hub;
        this.model = model;
        this.file = file;
        this.target = folder.resolve(file.name());
        this.part = folder.resolve(file.name() + ".part");
        this.pause = pause;
    }

    /// Bytes that are here already.
    long here() throws IOException {
        if (Files.exists(target)) {
            return Files.size(target);
        }
        return Files.exists(part) ? Math.min(Files.size(part), file.size()) : 0;
    }

    /// Brings the file.
    ///
    /// @param progress hears the bytes of this file that are here
    /// @throws HubException when it can't be had; what came is kept, unless it is wrong
    void run(LongConsumer progress) throws IOException, InterruptedException {
        if (Files.exists(target) && Files.size(target) == file.size()) {
            return;
        }
        Files.createDirectories(part.toAbsolutePath().getParent());
        int tries = 0;
        while (here() < file.size() || !Files.exists(part)) {
            long before = here();
            try {
                attempt(before, progress);
            } catch (WebException e) {
                tries = here() - before > PROGRESS ? 1 : tries + 1;
                if (tries == TRIES || (e.kind() == WebException.Kind.UNREACHABLE && before == 0)) {
                    throw Hub.unreachable(name(), e);
                }
                Thread.sleep(pause.multipliedBy(1L << (tries - 1)));
            }
        }
        check();
    }

    private void attempt(long from, LongConsumer progress) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = hub.open(model, file, from);
        try (InputStream body = response.body()) {
            long begin = begin(response, from);
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                out.truncate(begin);
                out.position(begin);
                copy(body, out, progress);
                out.force(true);
            }
        }
    }

    /// Where the answer's first byte belongs: a server may ignore that only the rest was asked for.
    private long begin(HttpResponse<InputStream> response, long from) throws WebException {
        if (response.statusCode() != 206) {
            return 0;
        }
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + from + "-")) {
            throw new WebException(
                    WebException.Kind.BROKEN, name() + ": asked for bytes from " + from + ", got `" + range + "`");
        }
        return from;
    }

    private void copy(InputStream body, FileChannel out, LongConsumer progress)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[BUFFER];
        for (int count = read(body, buffer); count >= 0; count = read(body, buffer)) {
            if (out.position() + count > file.size()) {
                out.truncate(0);
                throw wrong("is longer than the " + file.size() + " bytes that were promised");
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            progress.accept(out.position());
        }
        if (out.position() < file.size()) {
            throw new WebException(
                    WebException.Kind.BROKEN,
                    String.format(
                            Locale.ROOT, "the connection ended after %,d of %,d bytes", out.position(), file.size()));
        }
    }

    private static int read(InputStream body, byte[] buffer) throws IOException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return body.read(buffer);
    }

    private void check() throws IOException {
        if (!file.checksum().fits(part)) {
            Files.delete(part);
            throw wrong("has another checksum than the hub states ("
                    + file.checksum().hex() + "): it was damaged on the way");
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private HubException wrong(String what) {
        return new HubException(
                HubException.Code.DAMAGED, name() + " " + what + "; it was thrown away, download it again");
    }

    private String name() {
        return file.name() + " of " + model.repository();
    }
}
