package org.loopwright.model;

/// A token that could have stood at a place, and how likely it was there.
///
/// @param id its id, or [TokenIds#UNKNOWN] where a server tells only its text
/// @param text what it says
/// @param logProb natural logarithm of its probability under the raw distribution, at most 0
public record TokenChoice(int id, String text, float logProb) {}
