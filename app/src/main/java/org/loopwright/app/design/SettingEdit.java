package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopProblem;
import org.loopwright.loop.edit.LoopChange;

/// One setting of a node under edit.
///
/// @param form the node's
record SettingEdit(DesignViewModel model, NodeForm form, Field field) {
    /// What the file holds, or null.
    @Nullable
    Object value() {
        return form.node().settings().tree().get(field.name());
    }

    /// Puts a value in its place; an empty one removes it.
    void set(Object value) {
        set(List.of(field.name()), value);
    }

    /// Puts a value under a key of it; an empty one removes it.
    void set(String key, Object value) {
        set(List.of(field.name(), key), value);
    }

    private void set(List<String> path, Object value) {
        set(model, form, path, value);
    }

    /// Sets or removes any setting of a node.
    static void set(DesignViewModel model, NodeForm form, List<String> path, Object value) {
        boolean empty = value.equals("") || value.equals(List.of()) || value.equals(Map.of());
        String node = form.node().id();
        model.change(empty ? new LoopChange.RemoveSetting(node, path) : new LoopChange.SetSetting(node, path, value));
    }

    /// Its elements, when it is a list of maps.
    List<Map<String, Object>> elements() {
        return SettingText.maps(value());
    }

    /// Puts another element in place of one.
    void replace(int index, Map<String, Object> element) {
        List<Map<String, Object>> copy = elements();
        copy.set(index, element);
        set(copy);
    }

    /// Adds an element.
    void insert(int index, Map<String, Object> element) {
        List<Map<String, Object>> more = new ArrayList<>(elements());
        more.add(index, element);
        set(more);
    }

    /// Removes an element.
    void remove(int index) {
        List<Map<String, Object>> less = new ArrayList<>(elements());
        less.remove(index);
        set(less);
    }

    /// What would be wrong with the node if it held this value and is not wrong now, or empty.
    Optional<String> wrong(Object value) {
        String node = form.node().id();
        Set<String> known = model.problems().stream().map(LoopProblem::message).collect(Collectors.toSet());
        try {
            LoopChange change = value.equals("")
                    ? new LoopChange.RemoveSetting(node, List.of(field.name()))
                    : new LoopChange.SetSetting(node, List.of(field.name()), value);
            String next = model.editor().apply(model.textProperty().get(), change);
            return model.editor().parse(next, model.trail()::loop).problems().stream()
                    .filter(problem -> node.equals(problem.node()) && !known.contains(problem.message()))
                    .map(LoopProblem::message)
                    .findFirst();
        } catch (LoopException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    Language language() {
        return model.editor().language();
    }
}
