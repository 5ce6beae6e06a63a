package org.loopwright.exchange;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A zip file whose entries are stored, deflated or packed by Zstandard, which the JDK's reader does not know.
/// Each entry's checksum is compared.
final class LogArchive implements AutoCloseable {
    /// No entry of a log is larger than this unpacked; more is an attack or a mistake.
    private static final long MOST_BYTES = 1L << 30;

    /// The method's number in the zip format (APPNOTE 6.3.8).
    private static final int ZSTANDARD = 93;

    private final Path file;
    private final ZipFile zip;

    private LogArchive(Path file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /// @throws ExchangeException when the file is no zip, or was cut off
    static LogArchive open(Path file) {
        try {
            return new LogArchive(file, ZipFile.builder().setPath(file).get());
        } catch (IOException | IllegalArgumentException e) {
            throw new ExchangeException(
                    file + " is no whole zip file: its directory, which stands at the end, can't be read ("
                            + e.getMessage() + "); it was cut off on its way, so copy it again",
                    e);
        }
    }

    /// The names of all entries, in the order of the directory.
    List<String> names() {
        return Collections.list(zip.getEntries()).stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipArchiveEntry::getName)
                .toList();
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /// The unpacked bytes of an entry.
    ///
    /// @throws ExchangeException when it is damaged or packed in a way that we don't know
    byte[] read(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        copy(name, out, MOST_BYTES);
        return out.toByteArray();
    }

    /// Writes the unpacked bytes of an entry to `out`, which the caller closes.
    ///
    /// @param most bytes that it may unpack to
    /// @throws ExchangeException when it is damaged, larger, or packed in a way that we don't know
    void copy(String name, OutputStream out, long most) {
        ZipArchiveEntry entry = zip.getEntry(name);
        try (InputStream in = unpacked(entry)) {
            CRC32 crc = new CRC32();
            byte[] buffer = new byte[1 << 16];
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > most) {
                    throw damaged(name, "unpacks to more than " + most + " bytes", null);
                }
                crc.update(buffer, 0, count);
                out.write(buffer, 0, count);
            }
            if (crc.getValue() != entry.getCrc() || size != entry.getSize()) {
                throw damaged(name, "does not have the checksum that the directory names", null);
            }
        } catch (IOException e) {
            throw damaged(name, "can't be unpacked: " + e.getMessage(), e);
        }
    }

    private ExchangeException damaged(String name, String what, @Nullable Throwable cause) {
        return new ExchangeException(file + ", entry " + name + ", " + what + "; copy the file again", cause);
    }

    private InputStream unpacked(ZipArchiveEntry entry) throws IOException {
        InputStream raw = zip.getRawInputStream(entry);
        if (raw == null) {
            throw new IOException("its bytes are not there");
        }
        int method = entry.getMethod();
        if (method == ZSTANDARD) {
            return new ZstdInputStream(raw);
        }
        return switch (method) {
            case ZipEntry.STORED -> raw;
            case ZipEntry.DEFLATED -> inflated(raw);
            default -> throw new IOException("it is packed by method " + method + ", not by deflate or zstd");
        };
    }

    private static InputStream inflated(InputStream raw) {
        Inflater inflater = new Inflater(true);
        return new FilterInputStream(new InflaterInputStream(raw, inflater)) {
            @Override
            public void close() throws IOException {
                super.close();
                inflater.end();
            }
        };
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException _) {
            // It was only read.
        }
    }
}
