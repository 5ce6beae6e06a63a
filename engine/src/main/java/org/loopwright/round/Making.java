package org.loopwright.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loopwright.loop.Content;
import org.loopwright.loop.Decision;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.Settings;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.loop.Value;
import org.loopwright.run.Workshop;

/// What a kind sees when it makes something: its settings, its inputs, and the means.
///
/// @param make what is asked for
/// @param key of the step
/// @param site for whom
/// @param means of the project
/// @param cache where item runs that were begun are noted
public record Making(Decision.Make make, String key, Workshop.Site site, Means means, StepCache cache) {

    /// The node's settings, parameters filled in.
    public Settings settings() {
        return make.settings();
    }

    /// The seed of every random choice.
    public long seed() {
        return make.seed();
    }

    /// The value of an input.
    ///
    /// @throws LoopException when it is not there
    public Value input(String setting) {
        Value value = make.inputs().get(setting);
        if (value == null) {
            throw new LoopException("node " + node() + " needs setting `" + setting + "`");
        }
        return value;
    }

    /// Whether an input is there.
    public boolean has(String setting) {
        return make.inputs().containsKey(setting);
    }

    /// The id of the node.
    public String node() {
        return site.frame().node();
    }

    /// An input that is an artifact.
    ///
    /// @throws LoopException when it is something else
    public Content.Artifact artifact(String setting) {
        if (input(setting).content() instanceof Content.Artifact artifact) {
            return artifact;
        }
        throw new LoopException("node " + node() + ": setting `" + setting + "` names no model, dataset or traces");
    }

    /// An input's rows.
    public RowSet rows(String setting) {
        return means.artifacts().rows(artifact(setting));
    }

    /// The rows of every slot of a list, in order.
    public List<RowSet> allRows(String setting) {
        List<RowSet> all = new ArrayList<>();
        for (int i = 0; has(setting + "." + i); i++) {
            all.add(rows(setting + "." + i));
        }
        return all;
    }

    /// Role -> model, of a map of roles.
    public Map<String, Content.Artifact> roles(String setting) {
        Map<String, Content.Artifact> roles = new LinkedHashMap<>();
        for (String role : settings().map(setting).tree().keySet()) {
            roles.put(role, artifact(setting + "." + role));
        }
        return roles;
    }

    /// Whether a condition holds for a row.
    public boolean holds(String condition, Row row) {
        return means.conditions().test(condition, Map.of("trace", new HashMap<>(RowFacts.of(row))));
    }

    /// Whether a condition, or the name of a fact, rests on gold answers.
    public static boolean usesLabels(String condition) {
        return RowFacts.usesLabels(condition);
    }

    /// Refuses rows without any gold answer where a condition or a fact rests on them.
    ///
    /// @throws LoopException naming the dataset
    public void requireGold(String condition, RowSet rows) {
        if (usesLabels(condition)
                && rows.rows().stream().noneMatch(row -> row.subject().gold() != null)) {
            throw new LoopException("node " + node() + ": `" + condition + "` rests on gold answers, and none of the "
                    + rows.rows().size() + " rows of dataset " + rows.name()
                    + " has one: take a dataset with answers, or"
                    + " a condition without, such as `trace.majority`");
        }
    }

    /// The union of all inputs' sources.
    public Set<Source> sources() {
        Set<Source> union = Set.of(Source.Plain.GIVEN);
        for (Value value : make.inputs().values()) {
            union = Sources.union(union, value.sources());
        }
        return union;
    }

    /// Keeps rows and gives their value.
    public Value keep(RowSet rows, SlotType kind, Set<Source> sources) {
        return new Value(means.artifacts().keep(rows, kind), sources, null);
    }

    /// A whole-number setting.
    public int integer(String name, int fallback) {
        return settings().has(name) ? site.plan().loop().integer(settings().text(name)) : fallback;
    }

    /// A number setting.
    public double number(String name, double fallback) {
        return settings().has(name) ? site.plan().loop().number(settings().text(name)) : fallback;
    }

    /// A text setting.
    public String text(String name, String fallback) {
        return settings().optionalText(name).orElse(fallback);
    }
}
