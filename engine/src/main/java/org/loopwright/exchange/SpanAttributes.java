package org.loopwright.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Attributes in the form of OTLP JSON; 64-bit integers stand there as text.
final class SpanAttributes {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ArrayNode list = NODES.arrayNode();

    SpanAttributes put(String key, String value) {
        list.addObject().put("key", key).putObject("value").put("stringValue", value);
        return this;
    }

    SpanAttributes put(String key, long value) {
        list.addObject().put("key", key).putObject("value").put("intValue", Long.toString(value));
        return this;
    }

    SpanAttributes put(String key, double value) {
        list.addObject().put("key", key).putObject("value").put("doubleValue", value);
        return this;
    }

    SpanAttributes put(String key, List<String> values) {
        ArrayNode array = list.addObject()
                .put("key", key)
                .putObject("value")
                .putObject("arrayValue")
                .putArray("values");
        values.forEach(value -> array.addObject().put("stringValue", value));
        return this;
    }

    /// As a list.
    ArrayNode list() {
        return list;
    }

    /// As an object whose `attributes` they are.
    ObjectNode inObject() {
        ObjectNode object = NODES.objectNode();
        object.set("attributes", list);
        return object;
    }
}
