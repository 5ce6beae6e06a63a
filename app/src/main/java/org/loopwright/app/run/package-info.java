/// Starting a run, watching it, and the list of all runs.
@NullMarked
package org.loopwright.app.run;

import org.jspecify.annotations.NullMarked;
