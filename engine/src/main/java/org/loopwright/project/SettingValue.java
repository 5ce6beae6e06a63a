package org.loopwright.project;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// A setting's value as it is typed: a number, `true`, a list or a map as in a loop file, else a text.
public final class SettingValue {
    private SettingValue() {}

    /// The value that `text` is.
    public static Object of(String text) {
        try {
            Object value = new Load(LoadSettings.builder().build()).loadFromString(text);
            return switch (value) {
                case Integer number -> (long) number;
                case Long number -> number;
                case Double number -> number;
                case Boolean truth -> truth;
                case List<?> list -> list;
                // `{{ draft }}` is a map to YAML, and a template to people.
                case Map<?, ?> map when map.keySet().stream().allMatch(String.class::isInstance) -> map;
                case null, default -> text;
            };
        } catch (YamlEngineException _) {
            return text;
        }
    }
}
