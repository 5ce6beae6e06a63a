package org.loopwright.app.session;

/// One cell of the transition table.
///
/// @param first what the first answer was
/// @param last what the last answer was
public record Transition(TurnState first, TurnState last) {}
