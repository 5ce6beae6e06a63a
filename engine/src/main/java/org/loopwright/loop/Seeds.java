package org.loopwright.loop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Seeds by hashing: never from a loop's name, an arm or a batch, so that arms which share a step share
/// its output (common random numbers).
public final class Seeds {
    private Seeds() {}

    /// The seed of an item's frame.
    ///
    /// @param runSeed the run's
    /// @param contentHash the item's
    public static long ofItem(long runSeed, String contentHash) {
        return hash(runSeed + "|" + contentHash);
    }

    /// The seed of a nested frame.
    ///
    /// @param visit of the calling node, from 1
    /// @param index of the subject, from 0
    public static long ofCall(long frameSeed, String node, int visit, int index) {
        return hash(frameSeed + "|call|" + node + "|" + visit + "|" + index);
    }

    /// The seed of one request.
    ///
    /// @param visit of the node, from 1
    /// @param index in the node's batch, from 0
    public static long ofRequest(long frameSeed, String node, int visit, int index) {
        return hash(frameSeed + "|" + node + "|" + visit + "|" + index);
    }

    /// The seed of a frame that goes on from a fork. The first continuation keeps the parent's, so that it
    /// differs from the parent by the edit alone.
    ///
    /// @param sample which continuation, from 0
    public static long ofContinuation(long frameSeed, int sample) {
        return sample == 0 ? frameSeed : hash(frameSeed + "|continuation|" + sample);
    }

    /// A number in [0, 1) that belongs to this visit of this node.
    public static double uniform(long frameSeed, String node, int visit) {
        return (hash(frameSeed + "|uniform|" + node + "|" + visit) >>> 11) * 0x1.0p-53;
    }

    /// A seed for choices that a node makes itself on this visit, such as a shuffle.
    public static long ofChoice(long frameSeed, String node, int visit) {
        return hash(frameSeed + "|choice|" + node + "|" + visit);
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long value = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                value = (value << 8) | (digest[i] & 0xff);
            }
            return value;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
