package org.loopwright.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// SHA-256 over texts in a canonical form: each with its length before it, so that no two different
/// lists of texts give the same bytes.
final class ContentHash {
    private final MessageDigest digest;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// The hash of an item's fields: by name, whatever their order in the file.
    static String ofFields(Map<String, String> fields) {
        ContentHash hash = new ContentHash();
        new TreeMap<>(fields).forEach((name, text) -> hash.add(name).add(text));
        return hash.hex();
    }

    /// The hash of items in their order, gold answers and clusters included.
    static String ofItems(List<Item> items) {
        ContentHash hash = new ContentHash();
        for (Item item : items) {
            hash.add(item.id()).add(item.contentHash()).add(item.cluster()).add(item.gold());
        }
        return hash.hex();
    }

    private ContentHash add(@Nullable String text) {
        if (text == null) {
            digest.update("-:".getBytes(StandardCharsets.US_ASCII));
            return this;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
        return this;
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
