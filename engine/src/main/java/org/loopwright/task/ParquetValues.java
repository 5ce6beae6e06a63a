package org.loopwright.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqStruct;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Values of Parquet cells as JSON.
final class ParquetValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ParquetValues() {}

    static JsonNode json(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean truth -> NODES.booleanNode(truth);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Float number -> NODES.numberNode(number);
            case Double number -> NODES.numberNode(number);
            case BigDecimal number -> NODES.numberNode(number);
            case PqList list -> {
                ArrayNode array = NODES.arrayNode();
                list.values().forEach(element -> array.add(json(element)));
                yield array;
            }
            case PqStruct struct -> {
                ObjectNode object = NODES.objectNode();
                for (int i = 0; i < struct.getFieldCount(); i++) {
                    object.set(struct.getFieldName(i), struct.isNull(i) ? NODES.nullNode() : json(struct.getValue(i)));
                }
                yield object;
            }
            default -> NODES.textNode(value.toString());
        };
    }
}
