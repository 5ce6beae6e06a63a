package org.loopwright.app.session;

/// An exit of a node.
public record ExitId(String node, String exit) {}
