package org.loopwright.app.design;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The cycles of a drawing: the largest sets of nodes that lead to one another (strongly connected
/// components; Tarjan 1972).
final class Cycles {
    private final Map<String, List<String>> next = new HashMap<>();
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, Integer> low = new HashMap<>();
    private final Deque<String> stack = new ArrayDeque<>();
    private final Set<String> onStack = new LinkedHashSet<>();
    private final List<Set<String>> found = new ArrayList<>();

    private Cycles(LoopDrawing drawing) {
        drawing.lines()
                .forEach(line -> next.computeIfAbsent(line.exit().node(), id -> new ArrayList<>())
                        .add(line.target()));
    }

    /// Each cycle as the nodes on it. Meant for loops of a few hundred nodes: it calls itself as deep as the
    /// longest way.
    static List<Set<String>> of(LoopDrawing drawing) {
        Cycles cycles = new Cycles(drawing);
        drawing.cards().keySet().forEach(id -> {
            if (!cycles.number.containsKey(id)) {
                cycles.visit(id);
            }
        });
        return cycles.found;
    }

    private void visit(String id) {
        int own = number.size();
        number.put(id, own);
        low.put(id, own);
        stack.push(id);
        onStack.add(id);
        for (String target : next.getOrDefault(id, List.of())) {
            if (!number.containsKey(target)) {
                visit(target);
                low.merge(id, low.getOrDefault(target, own), Math::min);
            } else if (onStack.contains(target)) {
                low.merge(id, number.getOrDefault(target, own), Math::min);
            }
        }
        if (low.getOrDefault(id, own) == own) {
            close(id);
        }
    }

    private void close(String id) {
        Set<String> component = new LinkedHashSet<>();
        String member;
        do {
            member = stack.pop();
            onStack.remove(member);
            component.add(member);
        } while (!member.equals(id));
        if (component.size() > 1 || next.getOrDefault(id, List.of()).contains(id)) {
            found.add(component);
        }
    }
}
