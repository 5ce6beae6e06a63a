package org.loopwright.loop;

import java.util.List;

/// What one kind of node does. Open set: found by [java.util.ServiceLoader]; a new kind is one class
/// and one line of registration.
///
/// Implementations are stateless. [#decide] is pure: the same step gives the same decision.
public interface NodeKind {
    /// The name in files, `generate`.
    String name();

    /// Its settings and exits.
    KindSignature signature();

    /// The exits that this node must wire: all of the signature's, unless the kind can do without some,
    /// or its settings name further ones.
    ///
    /// @throws LoopException when the settings that name exits are wrong
    default List<String> requiredExits(NodeSpec node) {
        return signature().exits();
    }

    /// What is wrong with this node that its signature can't say, each in one message; empty when all is
    /// well. Asked when the loop is checked, for nodes whose settings have the right form.
    ///
    /// @throws LoopException when a setting is wrong
    default List<String> problems(LoopSpec loop, NodeSpec node) {
        return List.of();
    }

    /// What the node wants next. Called first with no results: it asks (`Generate`, `Score`, `UseTool`, `Ask`, `Call`)
    /// or
    /// moves at once. Called again when every result is journaled: [Step#results] then holds them in
    /// order, and it moves, stops, or asks for more.
    ///
    /// @throws LoopException when a setting is wrong or a value that it needs is not there: the frame
    ///     fails
    Decision decide(Step step);
}
