package org.loopwright.loop.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;

/// Calls of the tool `dataset`, which draws items from the project's datasets.
final class DatasetDraw {
    static final String TOOL = "dataset";
    static final Field DATASET = Field.required("dataset", FieldType.TEXT, "The dataset, as project.yaml names it.");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DatasetDraw() {}

    /// The fields of a drawn item, `answer` among them where it has one.
    ///
    /// @throws LoopException when the text is no object
    static Map<String, Object> fields(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new LoopException("tool " + TOOL + " gave back `" + json + "`, which is no JSON object", e);
        }
    }
}
