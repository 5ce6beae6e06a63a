package org.loopwright.model.files.jinja;

/// Python's `None`.
enum Nothing {
    NONE;

    @Override
    public String toString() {
        return "None";
    }
}
