package org.loopwright.model.files.jinja;

/// A filter or a test: a function of the value before it.
@FunctionalInterface
interface Filter {
    Object apply(Object value, Arguments arguments);
}
