package org.loopwright.app.inspect;

import org.jspecify.annotations.Nullable;

/// Where somebody wants to fork: a step of a turn, and a token of it where one was pressed.
///
/// @param turn from 0
/// @param node of the step; empty where a person put the text there
/// @param slot that it wrote
/// @param text that it wrote
/// @param token the first to be dropped, or null
/// @param kept the text before that token
record ForkDraft(
        int turn,
        String node,
        String slot,
        String text,
        @Nullable Integer token,
        String kept) {}
