package org.loopwright.model.files.jinja;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names that a stretch of a template sees, what it wrote, and what it may still spend: templates
/// come from strangers.
final class Scope {
    private static final int MAX_STEPS = 2_000_000;
    private static final int MAX_DEPTH = 64;

    private final @Nullable Scope parent;
    private final int depth;
    private final Map<String, Object> names;
    private final List<Marked> written;
    private final int[] budget;

    private Scope(@Nullable Scope parent, Map<String, Object> names, List<Marked> written, int[] budget) {
        this.parent = parent;
        this.depth = parent == null ? 0 : parent.depth + 1;
        this.names = names;
        this.written = written;
        this.budget = budget;
        if (depth > MAX_DEPTH) {
            throw new TemplateException("the template nests deeper than " + MAX_DEPTH);
        }
    }

    /// The outermost scope.
    ///
    /// @param maxOutput characters that may be written
    static Scope of(Map<String, Object> variables, int maxOutput) {
        return new Scope(null, new HashMap<>(variables), new ArrayList<>(), new int[] {MAX_STEPS, maxOutput});
    }

    /// A scope inside this one that writes to the same place.
    Scope inner() {
        return new Scope(this, new HashMap<>(), written, budget);
    }

    /// A scope inside this one that keeps what is written.
    Scope capturing() {
        return new Scope(this, new HashMap<>(), new ArrayList<>(), budget);
    }

    Object get(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            Object value = scope.names.get(name);
            if (value != null) {
                return value;
            }
        }
        return new Undefined(name);
    }

    void set(String name, Object value) {
        names.put(name, value);
    }

    void write(Marked text) {
        budget[1] -= text.length();
        if (budget[1] < 0) {
            throw new TemplateException("the template writes too much");
        }
        written.add(text);
    }

    void step() {
        if (--budget[0] < 0) {
            throw new TemplateException("the template takes more than " + MAX_STEPS + " steps");
        }
    }

    Marked output() {
        return Marked.join(written);
    }
}
