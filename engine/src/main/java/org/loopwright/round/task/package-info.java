/// Tasks that draw their own problems, with worked solutions and checks by rule. A hash of the problem
/// decides its split, so no seed can leak a problem from one split into another.
@NullMarked
package org.loopwright.round.task;

import org.jspecify.annotations.NullMarked;
