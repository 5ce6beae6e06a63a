package org.loopwright.loop.edit;

/// One step of work on a text.
///
/// @param label what people call it
/// @param before the whole text before it
/// @param after the whole text after it
public record Edit(String label, String before, String after) {}
