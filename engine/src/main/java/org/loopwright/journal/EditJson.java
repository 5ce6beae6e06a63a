package org.loopwright.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.loopwright.model.Beginning;

/// Edits as JSON.
final class EditJson {
    private EditJson() {}

    static ObjectNode write(Edit edit, ValueJson values) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        return switch (edit) {
            case Edit.Redraw _ -> json.put("kind", "redraw");
            case Edit.SlotValue(var slot, var value) ->
                json.put("kind", "slot").put("slot", slot).set("value", values.write(value));
            case Edit.Setting(var setting, var value) ->
                json.put("kind", "setting").put("setting", setting).put("value", value);
            case Edit.Cut(var node, var index, var kept) ->
                json.put("kind", "cut")
                        .put("node", node)
                        .put("index", index)
                        .put("text", kept.text())
                        .put("ids", Base64.getEncoder().encodeToString(TokenPacking.pack(kept.ids())));
        };
    }

    static Edit read(Fields json, ValueJson values) {
        return switch (json.text("kind")) {
            case "redraw" -> new Edit.Redraw();
            case "slot" -> new Edit.SlotValue(json.text("slot"), values.read(json.node("value")));
            case "setting" -> new Edit.Setting(json.text("setting"), json.text("value"));
            case "cut" ->
                new Edit.Cut(
                        json.text("node"),
                        json.integer("index"),
                        new Beginning(
                                json.text("text"),
                                TokenPacking.unpackIds(Base64.getDecoder().decode(json.text("ids")))));
            default -> throw json.damaged("kind", "is no kind of edit");
        };
    }
}
