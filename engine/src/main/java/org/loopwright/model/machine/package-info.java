/// Machine code of our own for x86-64 processors with AVX-512: the few instructions that Java's Vector API can't reach
/// (dot products of bfloat16 pairs and of bytes, prefetching) in loops that are written for one shape when a model is
/// opened. Where the processor or the system won't have it, callers do without.
@NullMarked
package org.loopwright.model.machine;

import org.jspecify.annotations.NullMarked;
