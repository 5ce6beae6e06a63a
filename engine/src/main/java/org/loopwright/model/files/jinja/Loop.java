package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{% for %}`.
///
/// @param targets names for each item, or for its parts
/// @param items what is walked through
/// @param only which items count, or null for all
/// @param body runs for each
/// @param otherwise runs when there is none, or null
record Loop(
        List<String> targets,
        Expression items,
        @Nullable Expression only,
        Statement body,
        @Nullable Statement otherwise)
        implements Statement {

    @Override
    public Flow run(Scope scope) {
        List<Object> all = selected(scope);
        if (all.isEmpty() && otherwise != null) {
            return otherwise.run(scope.inner());
        }
        for (int i = 0; i < all.size(); i++) {
            scope.step();
            Scope inside = scope.inner();
            inside.set("loop", variables(all, i));
            TemplateParser.assign(inside, targets, null, all.get(i));
            if (body.run(inside) == Flow.BREAK) {
                break;
            }
        }
        return Flow.NEXT;
    }

    private List<Object> selected(Scope scope) {
        List<Object> all = Values.items(items.in(scope));
        if (only == null) {
            return all;
        }
        List<Object> selected = new ArrayList<>();
        for (Object item : all) {
            Scope inside = scope.inner();
            TemplateParser.assign(inside, targets, null, item);
            if (Values.truth(only.in(inside))) {
                selected.add(item);
            }
        }
        return selected;
    }

    private static Map<Marked, Object> variables(List<Object> all, int i) {
        Map<Marked, Object> loop = new HashMap<>();
        loop.put(Marked.of("index"), i + 1L);
        loop.put(Marked.of("index0"), (long) i);
        loop.put(Marked.of("revindex"), (long) all.size() - i);
        loop.put(Marked.of("revindex0"), all.size() - i - 1L);
        loop.put(Marked.of("first"), i == 0);
        loop.put(Marked.of("last"), i == all.size() - 1);
        loop.put(Marked.of("length"), (long) all.size());
        loop.put(Marked.of("previtem"), i > 0 ? all.get(i - 1) : new Undefined("loop.previtem"));
        loop.put(Marked.of("nextitem"), i + 1 < all.size() ? all.get(i + 1) : new Undefined("loop.nextitem"));
        return loop;
    }
}
