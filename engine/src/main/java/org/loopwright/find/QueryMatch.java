package org.loopwright.find;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.Query.Measure;
import org.loopwright.measure.Outcome;

/// Whether a query finds an item. Every store finds the same.
public final class QueryMatch {
    private QueryMatch() {}

    /// @param tags on the item
    public static boolean matches(Query query, ItemTraits traits, Set<String> tags) {
        return matches(query, traits, tags, words -> traits.text().contains(Words.spaced(words)));
    }

    /// For a store that has an index of words.
    ///
    /// @param tags on the item
    /// @param holds whether a text of the item holds these words in a row
    public static boolean matches(Query query, ItemTraits traits, Set<String> tags, Predicate<List<String>> holds) {
        return switch (query) {
            case Query.All _ -> true;
            case Query.And(Query left, Query right) ->
                matches(left, traits, tags, holds) && matches(right, traits, tags, holds);
            case Query.Or(Query left, Query right) ->
                matches(left, traits, tags, holds) || matches(right, traits, tags, holds);
            case Query.Not(Query inner) -> !matches(inner, traits, tags, holds);
            case Query.Phrase(List<String> words) -> holds.test(words);
            case Query.Change change -> changed(change, traits.outcomes());
            case Query.Is is -> is(is, traits, tags);
            case Query.Compare(Measure measure, Query.Comparison comparison, double number) -> {
                Double value = value(measure, traits);
                yield value != null && comparison.holds(value, number);
            }
        };
    }

    /// The phrases that a query asks for, each once.
    public static Set<List<String>> phrases(Query query) {
        return switch (query) {
            case Query.Phrase(List<String> words) -> Set.of(words);
            case Query.And(Query left, Query right) -> union(phrases(left), phrases(right));
            case Query.Or(Query left, Query right) -> union(phrases(left), phrases(right));
            case Query.Not(Query inner) -> phrases(inner);
            case Query.All _, Query.Change _, Query.Is _, Query.Compare _ -> Set.of();
        };
    }

    private static Set<List<String>> union(Set<List<String>> some, Set<List<String>> more) {
        Set<List<String>> union = new HashSet<>(some);
        union.addAll(more);
        return union;
    }

    private static boolean changed(Query.Change change, List<Outcome> outcomes) {
        Integer turn = change.turn();
        int after = turn == null ? outcomes.size() - 1 : turn;
        return !outcomes.isEmpty()
                && after < outcomes.size()
                && change.before().contains(outcomes.get(turn == null ? 0 : turn - 1))
                && change.after().contains(outcomes.get(after));
    }

    private static boolean is(Query.Is is, ItemTraits traits, Set<String> tags) {
        String value = is.value();
        return switch (is.field()) {
            case STATUS ->
                value.equals(QueryParser.lower(traits.end()))
                        || (traits.status() != null && value.equals(QueryParser.lower(traits.status())));
            case OUTCOME ->
                !traits.outcomes().isEmpty()
                        && value.equals(QueryParser.lower(traits.outcomes().getLast()));
            case NODE -> traits.steps().stream().anyMatch(step -> step.node().equals(value));
            case EXIT -> traits.steps().stream().anyMatch(step -> step.exit().equals(value));
            case ANSWER -> traits.answers().contains(value);
            case TAG -> tags.contains(value);
            case ITEM -> traits.item().equals(value);
        };
    }

    /// The number of an item, or null when it is unknown.
    public static @Nullable Double value(Measure measure, ItemTraits traits) {
        return switch (measure) {
            case TURNS -> (double) traits.outcomes().size();
            case LENGTH -> (double) traits.length();
            case TOKENS -> (double) traits.tokens();
            case ENTROPY -> traits.entropy();
            case LOGPROB -> traits.logProb();
        };
    }
}
