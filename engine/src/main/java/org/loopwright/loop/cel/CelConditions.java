package org.loopwright.loop.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.loopwright.loop.Conditions;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.SlotType;

/// Conditions in CEL: `verdict.score >= 0.8 && size(samples) > 2`, `draft.contains("so")`, `random <
/// params.p`.
///
/// Numbers of different kinds compare as numbers (`score > 1`). Thread-safe: programs are compiled once
/// and kept.
public final class CelConditions implements Conditions {
    /// More distinct conditions than a project has; the store is emptied when it is full.
    private static final int KEPT = 10_000;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(100_000)
            .build();

    private final CelCompiler parser = compiler().build();
    private final CelRuntime runtime =
            CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
    private final Map<String, Program> programs = new ConcurrentHashMap<>();

    private record Program(CelRuntime.Program code, Set<String> names) {}

    @Override
    public Set<String> variables(String condition) {
        return program(condition).names().stream()
                .filter(name -> !SlotDeclarations.GLOBALS.containsKey(name))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<String> check(String condition, Map<String, SlotType> slots) {
        CelCompilerBuilder typed = compiler().setTypeProvider(new SlotDeclarations());
        SlotDeclarations.GLOBALS.forEach(typed::addVar);
        slots.forEach((slot, type) -> typed.addVar(slot, SlotDeclarations.of(type)));
        CelValidationResult result = typed.build().compile(condition);
        if (result.hasError()) {
            return Optional.of(ConditionError.of(condition, result, slots.keySet()));
        }
        String type = ast(condition, result).getResultType().name();
        return type.equals("bool") || type.equals("dyn")
                ? Optional.empty()
                : Optional.of("condition `" + condition + "` gives a value of type " + type
                        + ": it should be true or false, by a comparison for example");
    }

    @Override
    public boolean test(String condition, Map<String, Object> values) {
        Program program = program(condition);
        try {
            Object result = program.code().eval(Numbers.wide(values));
            return switch (result) {
                case Boolean truth -> truth;
                case CelUnknownSet _ -> throw unknown(condition, program, values);
                default ->
                    throw new LoopException("condition `" + condition + "` gives `" + result
                            + "`: it should be true or false, by a comparison for example");
            };
        } catch (CelEvaluationException e) {
            throw new LoopException("condition `" + condition + "` failed: " + e.getMessage(), e);
        }
    }

    private Program program(String condition) {
        if (programs.size() > KEPT) {
            programs.clear();
        }
        return programs.computeIfAbsent(condition, this::compile);
    }

    /// Compiles without slot types: those are for [#check]; values carry their types with them.
    private Program compile(String condition) {
        CelAbstractSyntaxTree parsed = ast(condition, parser.parse(condition));
        Set<String> names = ConditionNames.of(parsed);
        CelCompilerBuilder untyped = compiler();
        names.forEach(name -> untyped.addVar(name, SimpleType.DYN));
        try {
            return new Program(
                    runtime.createProgram(ast(condition, untyped.build().compile(condition))), names);
        } catch (CelEvaluationException e) {
            throw new LoopException("condition `" + condition + "` can't run: " + e.getMessage(), e);
        }
    }

    private static CelCompilerBuilder compiler() {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    }

    private static CelAbstractSyntaxTree ast(String condition, CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new LoopException(ConditionError.of(condition, result, Set.of()), e);
        }
    }

    private static LoopException unknown(String condition, Program program, Map<String, Object> values) {
        String missing = program.names().stream()
                .filter(name -> !values.containsKey(name))
                .sorted()
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return new LoopException("condition `" + condition + "` needs " + missing
                + ", which has no value here: write the slot on every way to this node, or give it a default");
    }

    /// CEL knows whole numbers of 64 bits only.
    private static final class Numbers {
        static Map<String, Object> wide(Map<String, Object> values) {
            Map<String, Object> wide = new HashMap<>();
            values.forEach((name, value) -> wide.put(name, wide(value)));
            return wide;
        }

        private static Object wide(Object value) {
            return switch (value) {
                case Integer number -> number.longValue();
                case Map<?, ?> map -> {
                    Map<Object, Object> copy = new LinkedHashMap<>();
                    map.forEach((key, element) -> copy.put(key, wide(element)));
                    yield copy;
                }
                default -> value;
            };
        }
    }
}
