package org.loopwright.loop.node;

import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.SlotType;

/// Settings that several kinds have.
final class Fields {
    static final Field MODEL = Field.required("model", FieldType.ROLE, "The model role that answers.");
    static final Field PROMPT = Field.required("prompt", FieldType.PROMPT, "Role messages; `{{ slot }}` shows a slot.");
    static final Field OWN_PROMPT =
            Field.optional("prompt", FieldType.PROMPT, "Role messages in place of the default prompt over `reads`.");
    static final Field READS =
            Field.optional("reads", FieldType.READS, "The slots that the default prompt shows, in order.");
    static final Field SAMPLING = Field.optional(
            "sampling",
            FieldType.SAMPLING,
            "Temperature, top-k, top-p, min-p, max-tokens, stop, repetition-penalty, logit-bias; regex or json-schema.");
    static final Field WRITES_TEXT = Field.required("writes", FieldType.WRITE, "The slot that gets the answer.")
            .of(SlotType.TEXT);
    static final Field WRITES_VERDICT = Field.required("writes", FieldType.WRITE, "The slot that gets the verdict.")
            .of(SlotType.VERDICT);

    private Fields() {}
}
