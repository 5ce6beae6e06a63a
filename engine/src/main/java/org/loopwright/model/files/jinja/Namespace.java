package org.loopwright.model.files.jinja;

import java.util.HashMap;
import java.util.Map;

/// The one value that a template can change from inside a loop.
record Namespace(Map<Marked, Object> fields) {
    Namespace {
        fields = new HashMap<>(fields);
    }
}
