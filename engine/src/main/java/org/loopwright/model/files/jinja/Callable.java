package org.loopwright.model.files.jinja;

/// A macro, a function or a value's method.
@FunctionalInterface
interface Callable {
    Object call(Arguments arguments);
}
