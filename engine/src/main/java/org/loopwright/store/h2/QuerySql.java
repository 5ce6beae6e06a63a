package org.loopwright.store.h2;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.loopwright.find.Query;
import org.loopwright.measure.Outcome;

/// A query as a condition on `item_trait t`, true or false and never null, with its arguments. Texts are
/// looked through before: their hits come as a set of bits over the items' numbers.
final class QuerySql {
    private final Map<List<String>, BitSet> hits;
    private final List<Object> arguments = new ArrayList<>();

    QuerySql(Map<List<String>, BitSet> hits) {
        this.hits = hits;
    }

    /// In the order of the conditions' question marks.
    List<Object> arguments() {
        return arguments;
    }

    String condition(Query query) {
        return switch (query) {
            case Query.All _ -> "true";
            case Query.And(Query left, Query right) -> "(" + condition(left) + " and " + condition(right) + ")";
            case Query.Or(Query left, Query right) -> "(" + condition(left) + " or " + condition(right) + ")";
            case Query.Not(Query inner) -> "not (" + condition(inner) + ")";
            case Query.Phrase(List<String> words) ->
                with(
                        "bitget(cast(? as varbinary), t.number)",
                        hits.getOrDefault(words, new BitSet()).toByteArray());
            case Query.Change change -> change(change);
            case Query.Is is -> is(is);
            case Query.Compare compare ->
                with(
                        "coalesce(t." + column(compare.measure()) + " "
                                + compare.comparison().sign() + " cast(? as double precision), false)",
                        compare.number());
        };
    }

    static String column(Query.Measure measure) {
        return measure.name().toLowerCase(Locale.ROOT);
    }

    static String letter(Outcome outcome) {
        return outcome.name().substring(0, 1);
    }

    private String change(Query.Change change) {
        Integer turn = change.turn();
        String before = "substring(t.outcomes, " + (turn == null ? 1 : turn) + ", 1)";
        String after = turn == null ? "right(t.outcomes, 1)" : "substring(t.outcomes, " + (turn + 1L) + ", 1)";
        return "(" + before + in(change.before()) + " and " + after + in(change.after()) + ")";
    }

    private static String in(Collection<Outcome> outcomes) {
        return " in ("
                + String.join(
                        ", ", outcomes.stream().map(o -> "'" + letter(o) + "'").toList()) + ")";
    }

    private String is(Query.Is is) {
        String value = is.value();
        return switch (is.field()) {
            case STATUS -> {
                String upper = value.toUpperCase(Locale.ROOT);
                yield "(" + with("t.ending = ?", upper) + " or " + with("t.status = ?", upper) + ")";
            }
            case OUTCOME ->
                with("right(t.outcomes, 1) = ?", value.substring(0, 1).toUpperCase(Locale.ROOT));
            case NODE -> with("locate(?, t.steps) > 0", TraitTables.BETWEEN + value + TraitTables.WITHIN);
            case EXIT -> with("locate(?, t.steps) > 0", TraitTables.WITHIN + value + TraitTables.BETWEEN);
            case ANSWER -> with("locate(?, t.answers) > 0", TraitTables.BETWEEN + value + TraitTables.BETWEEN);
            case TAG ->
                with(
                        "exists (select 1 from annotation a where a.run = t.run and a.item = t.item"
                                + " and a.kind = 'TAG' and a.content = ?)",
                        value);
            case ITEM -> with("t.item = ?", value);
        };
    }

    private String with(String condition, Object argument) {
        arguments.add(argument);
        return condition;
    }
}
