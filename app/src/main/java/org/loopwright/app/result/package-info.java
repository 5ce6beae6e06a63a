/// What a run measured: accuracy before and after, transitions, the check's verdicts, brands and cost.
@NullMarked
package org.loopwright.app.result;

import org.jspecify.annotations.NullMarked;
