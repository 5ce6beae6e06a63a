package org.loopwright.model.constraint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// A vocabulary's tokens by their bytes, so that tokens which begin alike are looked at once. Immutable.
final class TokenTree {
    /// Nodes in the order of a walk from left to right: the byte that leads to each, where its subtree ends, its depth.
    private final byte[] edge;
    private final int[] end;
    private final int[] depth;
    private final int[][] tokens;
    private final int deepest;

    /// @param bytes of each token; tokens without bytes are left out
    TokenTree(byte[][] bytes) {
        List<Integer> order = new ArrayList<>();
        for (int id = 0; id < bytes.length; id++) {
            if (bytes[id].length > 0) {
                order.add(id);
            }
        }
        order.sort((a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]));
        Builder builder = new Builder();
        byte[] before = new byte[0];
        for (int id : order) {
            builder.add(before, bytes[id], id);
            before = bytes[id];
        }
        builder.closeTo(0);
        int count = builder.nodes.size();
        this.edge = new byte[count];
        this.end = new int[count];
        this.depth = new int[count];
        this.tokens = new int[count][];
        int most = 0;
        for (int i = 0; i < count; i++) {
            Building node = builder.nodes.get(i);
            edge[i] = node.edge;
            end[i] = node.end;
            depth[i] = node.depth;
            tokens[i] = node.tokens.stream().mapToInt(Integer::intValue).toArray();
            most = Math.max(most, node.depth);
        }
        this.deepest = most;
    }

    private static final class Building {
        private final byte edge;
        private final int depth;
        private int end;
        private final List<Integer> tokens = new ArrayList<>(1);

        Building(byte edge, int depth) {
            this.edge = edge;
            this.depth = depth;
        }
    }

    private static final class Builder {
        private final List<Building> nodes = new ArrayList<>();
        private final List<Building> open = new ArrayList<>();

        /// `word` comes after `before` in the order of bytes.
        void add(byte[] before, byte[] word, int id) {
            int common = Arrays.mismatch(before, word);
            closeTo(common < 0 ? word.length : common);
            while (open.size() < word.length) {
                Building node = new Building(word[open.size()], open.size());
                nodes.add(node);
                open.add(node);
            }
            open.getLast().tokens.add(id);
        }

        void closeTo(int depth) {
            while (open.size() > depth) {
                open.removeLast().end = nodes.size();
            }
        }
    }

    /// The tokens after which the text so far can still become one of the language.
    BitSet allowed(TextLanguage language, int state) {
        BitSet allowed = new BitSet();
        int[] states = new int[deepest + 2];
        states[0] = state;
        int i = 0;
        while (i < edge.length) {
            int next = language.step(states[depth[i]], edge[i]);
            if (next == TextLanguage.DEAD) {
                i = end[i];
            } else {
                states[depth[i] + 1] = next;
                for (int id : tokens[i]) {
                    allowed.set(id);
                }
                i++;
            }
        }
        return allowed;
    }
}
