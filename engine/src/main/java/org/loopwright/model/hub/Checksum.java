package org.loopwright.model.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The checksum that the hub gives for a file. Closed set.
public sealed interface Checksum {
    /// SHA-256 of the content, for large files.
    ///
    /// @param hex lower-case hexadecimal
    record Sha256(String hex) implements Checksum {}

    /// Git's name of the content, SHA-1 of `blob SIZE\0` and the content, for small files.
    ///
    /// @param hex lower-case hexadecimal
    record GitBlob(String hex) implements Checksum {}

    /// Lower-case hexadecimal.
    String hex();

    /// Whether the content of `file` has this checksum.
    ///
    /// @throws IOException when it can't be read
    default boolean fits(Path file) throws IOException {
        MessageDigest digest = digest(this instanceof Sha256 ? "SHA-256" : "SHA-1");
        if (this instanceof GitBlob) {
            digest.update(("blob " + Files.size(file) + "\0").getBytes(StandardCharsets.UTF_8));
        }
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(hex());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
