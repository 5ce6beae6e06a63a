package org.loopwright.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A request's fields, read by type. A field that is null counts as left out, as clients write it so.
record Body(ObjectNode json) {
    /// A number.
    ///
    /// @throws ApiException when it is something else
    double number(String name, double otherwise) {
        JsonNode value = json.path(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isNumber()) {
            throw wrong(name, "a number");
        }
        return value.asDouble();
    }

    /// A whole number in a range.
    ///
    /// @throws ApiException when it is something else
    int integer(String name, int otherwise, int least, int most) {
        JsonNode value = json.path(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.canConvertToExactIntegral() || value.asLong() < least || value.asLong() > most) {
            throw wrong(name, "a whole number in [" + least + ", " + most + "]");
        }
        return value.asInt();
    }

    /// Yes or no; no when it is left out.
    ///
    /// @throws ApiException when it is something else
    boolean flag(String name) {
        JsonNode value = json.path(name);
        if (!isAbsent(value) && !value.isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.asBoolean(false);
    }

    /// A text, or several.
    ///
    /// @throws ApiException when it is something else
    List<String> texts(String name) {
        JsonNode value = json.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            texts.add(value.asText());
        } else if (!isAbsent(value)) {
            for (JsonNode one : value) {
                if (!one.isTextual()) {
                    throw wrong(name, "a text or a list of texts");
                }
                texts.add(one.asText());
            }
        }
        return texts;
    }

    /// Whether the field is there.
    boolean has(String name) {
        return !isAbsent(json.path(name));
    }

    /// Refuses a field that would change the answer and isn't known here.
    ///
    /// @param harmless value that changes nothing
    void refuse(String name, double harmless) {
        JsonNode value = json.path(name);
        boolean changesNothing = isAbsent(value)
                || (value.isNumber() && value.asDouble() == harmless)
                || (value.isContainerNode() && value.isEmpty());
        if (!changesNothing) {
            throw ApiException.bad("`" + name + "` is not known here; leave it out");
        }
    }

    ApiException wrong(String name, String expected) {
        return ApiException.bad("`" + name + "` is " + json.path(name) + "; " + expected + " is expected");
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
