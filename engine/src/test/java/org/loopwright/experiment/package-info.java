/// Tests of experiments.
@NullMarked
package org.loopwright.experiment;

import org.jspecify.annotations.NullMarked;
