package org.loopwright.loop.jinja;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.Context.Library;
import com.hubspot.jinjava.random.RandomNumberGeneratorStrategy;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The Jinja engine with an allow-list: no files, no clock, no chance, no Java objects, and bounded
/// output.
final class LockedJinja {
    /// The longest rendered text, in characters.
    static final int MAX_OUTPUT = 1_000_000;

    private static final int MAX_LOOP = 1_000;
    static final Set<String> TAGS = Set.of("if", "elif", "else", "for", "set", "raw");
    static final Set<String> FUNCTIONS = Set.of(":range");
    static final Set<String> FILTERS = Set.of(
            "abs",
            "capitalize",
            "count",
            "cut",
            "d",
            "default",
            "first",
            "float",
            "indent",
            "int",
            "join",
            "last",
            "length",
            "list",
            "lower",
            "map",
            "regex_replace",
            "replace",
            "reverse",
            "round",
            "sort",
            "split",
            "string",
            "sum",
            "title",
            "tojson",
            "trim",
            "truncate",
            "unique",
            "upper",
            "wordcount");
    static final Set<String> TESTS = Set.of(
            "defined",
            "undefined",
            "none",
            "string",
            "number",
            "iterable",
            "mapping",
            "even",
            "odd",
            "divisibleby",
            "equalto",
            "in",
            "containing",
            "string_containing",
            "string_startingwith",
            "truthy");

    private LockedJinja() {}

    static Jinjava create() {
        Context everything = new Jinjava().getGlobalContext();
        Map<Library, Set<String>> disabled = Map.of(
                Library.TAG,
                except(TAGS, names(everything.getAllTags(), tag -> tag.getName())),
                Library.FILTER,
                except(FILTERS, names(everything.getAllFilters(), filter -> filter.getName())),
                Library.FUNCTION,
                except(FUNCTIONS, names(everything.getAllFunctions(), function -> function.getName())));
        return new Jinjava(JinjavaConfig.newBuilder()
                .withDisabled(disabled)
                // Values are data: what a model wrote is never evaluated.
                .withNestedInterpretationEnabled(false)
                .withFailOnUnknownTokens(true)
                .withElResolver(new PlainValueResolver())
                .withReadOnlyResolver(true)
                .withRandomNumberGeneratorStrategy(RandomNumberGeneratorStrategy.CONSTANT_ZERO)
                .withLocale(Locale.ROOT)
                .withTimeZone(ZoneOffset.UTC)
                .withMaxOutputSize(MAX_OUTPUT)
                .withMaxStringLength(MAX_OUTPUT)
                .withMaxListSize(MAX_LOOP)
                .withMaxMapSize(MAX_LOOP)
                .withRangeLimit(MAX_LOOP)
                .withKeepTrailingNewline(true)
                .withLegacyOverrides(modern())
                .build());
    }

    private static LegacyOverrides modern() {
        return LegacyOverrides.newBuilder()
                .withEvaluateMapKeys(true)
                .withIterateOverMapKeys(true)
                .withUseNaturalOperatorPrecedence(true)
                .withKeepNullableLoopValues(true)
                .withHandleBackslashInQuotesOnly(true)
                .build();
    }

    private static <T> Set<String> names(Iterable<T> things, Function<T, String> name) {
        Set<String> names = new HashSet<>();
        things.forEach(thing -> names.add(name.apply(thing)));
        return names;
    }

    private static Set<String> except(Set<String> allowed, Set<String> all) {
        // End tags belong to their opening tags: switching them off would break those.
        return all.stream()
                .filter(name -> !allowed.contains(name) && !name.startsWith("end"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
