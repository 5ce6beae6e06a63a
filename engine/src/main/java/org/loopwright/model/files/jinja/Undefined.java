package org.loopwright.model.files.jinja;

/// The value of a name that nothing was set for: false in a condition, an error where it is written.
record Undefined(String name) {
    TemplateException unknown() {
        return new TemplateException("`" + name + "` is unknown");
    }
}
