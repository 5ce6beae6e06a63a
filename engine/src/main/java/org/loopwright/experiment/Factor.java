package org.loopwright.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.loopwright.project.ProjectException;
import org.loopwright.project.SettingValue;

/// Something that takes several values in a sweep.
///
/// @param target `NODE.SETTING`, `NODE.prompt`, `params.NAME` or `models.ROLE`
/// @param values at least one
public record Factor(String target, List<Object> values) {
    /// Begins the target of a parameter.
    public static final String PARAMS = "params.";
    /// Begins the target of a model role.
    public static final String MODELS = "models.";

    private static final String PROMPT = ".prompt";
    private static final int SHORT = 24;

    public Factor {
        values = List.copyOf(values);
        if (target.indexOf('.') < 1 || target.endsWith(".")) {
            throw new ProjectException(
                    "`" + target
                            + "` can't be swept: name NODE.SETTING, params.NAME or models.ROLE, such as draft.sampling.temperature");
        }
        if (values.isEmpty()) {
            throw new ProjectException(target + " has no value to take");
        }
    }

    /// Reads `draft.sampling.temperature=0.2,0.7`: values as in a loop file, between commas. A text
    /// for a prompt is one message of the user.
    ///
    /// @throws ProjectException when there is no `=`
    public static Factor of(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new ProjectException("`" + text + "` should be TARGET=VALUE,VALUE");
        }
        return of(text.substring(0, equals).strip(), text.substring(equals + 1));
    }

    /// Reads values between commas.
    public static Factor of(String target, String values) {
        Object list = SettingValue.of("[" + values + "]");
        List<?> read = list instanceof List<?> many ? many : List.of(values.split(","));
        List<Object> plain = new ArrayList<>();
        read.forEach(value -> plain.add(plain(target, value)));
        return new Factor(target, plain);
    }

    private static Object plain(String target, Object value) {
        if (target.startsWith(MODELS)) {
            return String.valueOf(value).strip();
        }
        return switch (value) {
            case Integer number -> (long) number;
            case String text when target.endsWith(PROMPT) -> List.of(Map.of("user", text.strip()));
            case String text -> SettingValue.of(text.strip());
            case null -> "";
            default -> value;
        };
    }

    /// What an arm with the value at a place is called: `temperature=0.2`; a long value by its number.
    String label(int place) {
        String text = String.valueOf(values.get(place));
        String shown = text.length() <= SHORT && !(values.get(place) instanceof List) ? text : "#" + (place + 1);
        return target.substring(target.lastIndexOf('.') + 1) + "=" + shown;
    }

    /// `arm` with the value at a place.
    ExperimentArm set(ExperimentArm arm, int place) {
        Object value = values.get(place);
        if (target.startsWith(MODELS)) {
            return arm.withModels(with(arm.models(), target.substring(MODELS.length()), String.valueOf(value)));
        }
        return target.startsWith(PARAMS)
                ? arm.withParams(with(arm.params(), target.substring(PARAMS.length()), value))
                : arm.withSettings(with(arm.settings(), target, value));
    }

    private static <T> Map<String, T> with(Map<String, T> map, String key, T value) {
        Map<String, T> next = new java.util.LinkedHashMap<>(map);
        next.put(key, value);
        return next;
    }
}
