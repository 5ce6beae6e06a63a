package org.loopwright.loop.node;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.SearchTree;

/// A partial answer while a search is told again. Lives for one telling.
final class SearchBranch {
    private final @Nullable SearchBranch parent;
    private final String text;
    private final double value;
    private final boolean finished;
    private final List<SearchBranch> children = new ArrayList<>();
    private boolean taken;

    SearchBranch(@Nullable SearchBranch parent, String text, double value, boolean finished) {
        this.parent = parent;
        this.text = text;
        this.value = value;
        this.finished = finished;
        if (parent != null) {
            parent.children.add(this);
        }
    }

    /// The way to this one was taken.
    void take() {
        for (SearchBranch at = this; at != null; at = at.parent) {
            at.taken = true;
        }
    }

    SearchTree toTree() {
        List<SearchTree> below = children.stream().map(SearchBranch::toTree).toList();
        boolean root = parent == null;
        int visits =
                (root ? 0 : 1) + below.stream().mapToInt(SearchTree::visits).sum();
        double total = (root ? 0 : Math.max(0, value))
                + below.stream()
                        .filter(child -> child.visits() > 0)
                        .mapToDouble(child -> child.mean() * child.visits())
                        .sum();
        SearchTree.State state =
                taken ? SearchTree.State.TAKEN : finished ? SearchTree.State.FINISHED : SearchTree.State.OPEN;
        return new SearchTree(
                own(),
                root || value < 0 ? Double.NaN : value,
                visits,
                visits == 0 ? Double.NaN : total / visits,
                state,
                below);
    }

    /// What this step added to its parent's text.
    private String own() {
        String before = parent == null ? "" : parent.text;
        return text.startsWith(before) ? text.substring(before.length()).strip() : text;
    }
}
