package org.loopwright.tool.sandbox;

/// What became of a program.
///
/// @param verdict how it ended
/// @param detail the error with its line, or what was exceeded; empty when it passed
/// @param output the first 64 KiB of what it printed, both streams in their order
public record Outcome(Verdict verdict, String detail, String output) {}
