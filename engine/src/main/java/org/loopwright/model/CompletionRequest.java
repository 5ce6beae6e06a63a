package org.loopwright.model;

/// One completion to make.
///
/// @param prompt what the model reads
/// @param sampling how it draws
/// @param seed of this request alone; equal requests with equal seeds give equal completions in exact mode
public record CompletionRequest(Prompt prompt, Sampling sampling, long seed) {}
