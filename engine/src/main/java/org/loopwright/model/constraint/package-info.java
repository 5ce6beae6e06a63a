/// What a whole completion must look like, token by token: a regular expression or a JSON schema becomes a finite
/// automaton over bytes, and each of its states allows some of a vocabulary's tokens.
///
/// The idea is that of Willard and Louf (2023), Efficient Guided Generation for Large Language Models.
@NullMarked
package org.loopwright.model.constraint;

import org.jspecify.annotations.NullMarked;
