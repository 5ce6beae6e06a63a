package org.loopwright.model.files.jinja;

/// A piece of a template that writes or sets something.
@FunctionalInterface
interface Statement {
    /// What follows it.
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    Flow run(Scope scope);
}
