package org.loopwright.model.files.jinja;

/// A piece of a template that has a value: a [Marked], `Boolean`, `Long`, `Double`, [Nothing],
/// [Undefined], `List`, `Map` with `Marked` keys, [Namespace] or [Callable].
@FunctionalInterface
interface Expression {
    Object in(Scope scope);
}
