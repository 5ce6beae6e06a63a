/// Tests of ready experiments.
@NullMarked
package org.loopwright.experiment.control;

import org.jspecify.annotations.NullMarked;
