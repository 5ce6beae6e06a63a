/// The contract that every adapter of the port to language models is held to.
@NullMarked
package org.loopwright.model;

import org.jspecify.annotations.NullMarked;
