package org.loopwright.model.files.gguf;

import java.util.Map;
import java.util.Optional;
import org.loopwright.model.ModelException;
import org.loopwright.model.files.FileProblem;

/// A GGUF file's metadata, asked for by key and type.
final class GgufMetadata {
    private final GgufFile file;
    private final Map<String, Object> values;

    GgufMetadata(GgufFile file) {
        this.file = file;
        this.values = file.metadata();
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof String text) {
                return text;
            }
            throw wrong(key, value, "a text");
        });
    }

    boolean flag(String key, boolean otherwise) {
        Object value = values.getOrDefault(key, otherwise);
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, value, "a boolean");
    }

    int integer(String key) {
        if (!has(key)) {
            throw FileProblem.of(file.path(), "metadata " + key + " is missing", GgufFile.REMEDY);
        }
        return integer(key, 0);
    }

    int integer(String key, int otherwise) {
        Object value = values.getOrDefault(key, (long) otherwise);
        // Some writers say -1, unsigned, for none.
        if (value instanceof Long n && n >= Integer.MIN_VALUE && n <= 0xffff_ffffL) {
            return n.intValue();
        }
        throw wrong(key, value, "an integer of 32 bits");
    }

    double number(String key, double otherwise) {
        return switch (values.getOrDefault(key, otherwise)) {
            case Double n -> n;
            case Long n -> (double) n;
            case Object value -> throw wrong(key, value, "a number");
        };
    }

    Optional<GgufArray> texts(String key) {
        return array(key, true);
    }

    Optional<GgufArray> numbers(String key) {
        return array(key, false);
    }

    private Optional<GgufArray> array(String key, boolean texts) {
        return Optional.ofNullable(values.get(key)).map(value -> {
            if (value instanceof GgufArray array && array.holdsTexts() == texts) {
                return array;
            }
            throw wrong(key, value, texts ? "a list of texts" : "a list of numbers");
        });
    }

    private ModelException wrong(String key, Object value, String wanted) {
        String shown = value instanceof GgufArray array ? "a list of " + array.size() : String.valueOf(value);
        return FileProblem.of(
                file.path(), "metadata " + key + " is " + shown + ", " + wanted + " is needed", GgufFile.REMEDY);
    }
}
