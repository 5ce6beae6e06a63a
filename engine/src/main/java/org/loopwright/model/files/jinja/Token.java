package org.loopwright.model.files.jinja;

/// A word of a template.
///
/// @param kind what it is
/// @param text its characters; of a string, what they stand for
/// @param line where it is, from 1
record Token(Kind kind, String text, int line) {
    enum Kind {
        TEXT,
        BLOCK_BEGIN,
        BLOCK_END,
        VARIABLE_BEGIN,
        VARIABLE_END,
        NAME,
        STRING,
        NUMBER,
        OPERATOR,
        END
    }

    boolean is(Kind kind, String text) {
        return this.kind == kind && this.text.equals(text);
    }
}
