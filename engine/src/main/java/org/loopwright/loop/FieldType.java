package org.loopwright.loop;

/// What a node kind's setting holds, so that checks, provenance and editors need not know the kind.
public enum FieldType {
    /// Plain text.
    TEXT,
    /// A list of plain texts.
    TEXTS,
    /// A whole number, or `params.name`.
    INTEGER,
    /// A number, or `params.name`.
    NUMBER,
    /// A regular expression of Java.
    REGEX,
    /// The name of a model role.
    ROLE,
    /// A list of role messages with templates: reads every slot that a template names.
    PROMPT,
    /// A map of sampling settings: temperature, top-k, top-p, max-tokens, stop.
    SAMPLING,
    /// One of the setting's choices.
    CHOICE,
    /// A map that says which worked examples a prompt shows, [FewShot].
    FEW_SHOT,
    /// A list of `{when: condition, exit: name}`; the last may lack `when`. Reads the slots that
    /// conditions name.
    CASES,
    /// One slot that is read.
    READ,
    /// A list of slots that are read.
    READS,
    /// One slot that is written.
    WRITE,
    /// The file name of another loop of the project.
    LOOP,
    /// A map from the called loop's slot to the slot whose value it gets: reads the latter.
    ARGUMENTS,
    /// What is taken from a called loop or a text: a map from slots that are written to the called loop's
    /// slots, or to rules by which they are found; one slot alone stands for its namesake.
    RESULTS,
    /// A slot of type Model that is read, or `models.role`.
    MODEL,
    /// A map from the called loop's model roles to slots of type Model: reads the latter.
    ROLES,
    /// A condition on one row of traces or a dataset, `trace.right && trace.tokens < 40`.
    ROW_CONDITION
}
