package org.loopwright.loop;

/// The two small languages inside a loop file.
public record Language(Templates templates, Conditions conditions) {}
