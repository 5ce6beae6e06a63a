package org.loopwright.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Decision;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.Seeds;
import org.loopwright.loop.Settings;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Step;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;

/// A kind of node that makes something in a round loop. It decides as all kinds do, without looking at
/// anything but the frame; [#make] does the work, once for equal inputs, outside of deciding.
public abstract class RoundKind implements NodeKind {
    private static final String PARAMS = "params.";

    /// Makes what the node is for. What it gives must follow from settings, inputs and seed alone.
    ///
    /// @throws org.loopwright.loop.LoopException when it can't be made: the run's frame fails
    /// @throws InterruptedException when the run is cancelled
    public abstract Product make(Making making) throws InterruptedException;

    /// Raised when the same inputs give something else than before, so that old steps are made again.
    public int version() {
        return 1;
    }

    /// The settings that only say what is looked at: steps that differ in them alone are equal.
    public List<String> watched() {
        return List.of();
    }

    @Override
    public Decision decide(Step step) {
        for (StepResult result : step.results()) {
            if (result instanceof StepResult.Made made) {
                return move(step, made);
            }
        }
        return new Decision.Make(
                name(),
                settings(step),
                inputs(step),
                Seeds.ofChoice(
                        step.frame().seed(), step.node().id(), step.frame().visit()));
    }

    private Decision move(Step step, StepResult.Made made) {
        Map<String, Value> writes = new LinkedHashMap<>();
        made.values()
                .forEach((setting, value) ->
                        step.settings().optionalText(setting).ifPresent(slot -> writes.put(slot, value)));
        // Leaving by another way than the usual one is a choice that rests on what was read.
        Set<Source> uses = made.exit().equals(NodeSpec.NEXT) ? Set.of() : sources(inputs(step));
        return new Decision.Move(made.exit(), writes, uses);
    }

    private static Set<Source> sources(Map<String, Value> inputs) {
        Set<Source> union = Set.of(Source.Plain.GIVEN);
        for (Value value : inputs.values()) {
            union = Sources.union(union, value.sources());
        }
        return union;
    }

    /// The slots that settings name, by setting; elements of lists and maps as `setting.element`.
    private Map<String, Value> inputs(Step step) {
        Map<String, Value> inputs = new LinkedHashMap<>();
        for (Field field : signature().fields()) {
            if (!step.settings().has(field.name())) {
                continue;
            }
            switch (field.type()) {
                case READ, MODEL -> put(inputs, field.name(), step.settings().text(field.name()), step);
                case READS -> {
                    List<String> slots = step.settings().texts(field.name());
                    for (int i = 0; i < slots.size(); i++) {
                        put(inputs, field.name() + "." + i, slots.get(i), step);
                    }
                }
                case ROLES -> {
                    Settings roles = step.settings().map(field.name());
                    roles.tree()
                            .keySet()
                            .forEach(role -> put(inputs, field.name() + "." + role, roles.text(role), step));
                }
                case TEXT,
                        TEXTS,
                        INTEGER,
                        NUMBER,
                        REGEX,
                        ROLE,
                        PROMPT,
                        SAMPLING,
                        CHOICE,
                        FEW_SHOT,
                        CASES,
                        WRITE,
                        LOOP,
                        ARGUMENTS,
                        RESULTS,
                        ROW_CONDITION -> {}
            }
        }
        return inputs;
    }

    private static void put(Map<String, Value> inputs, String name, String slot, Step step) {
        inputs.put(name, step.require(slot));
    }

    /// The settings with the values of parameters, without those that only name slots.
    private Settings settings(Step step) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (Field field : signature().fields()) {
            Object value = step.settings().tree().get(field.name());
            boolean slot = field.type() == FieldType.READ
                    || field.type() == FieldType.READS
                    || field.type() == FieldType.MODEL
                    || field.type() == FieldType.WRITE;
            if (value != null && !slot) {
                plain.put(field.name(), field.type() == FieldType.ROLES ? value : filled(value, step.loop()));
            }
        }
        return new Settings(plain).ofNode(step.node().id());
    }

    private static Object filled(Object value, LoopSpec loop) {
        return switch (value) {
            case String text
            when text.startsWith(PARAMS) -> loop.params().getOrDefault(text.substring(PARAMS.length()), text);
            case List<?> list -> {
                List<Object> all = new ArrayList<>();
                list.forEach(element -> all.add(filled(element, loop)));
                yield all;
            }
            default -> value;
        };
    }
}
