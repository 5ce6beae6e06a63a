/// Runs beside one another: the paired difference at one glance, what each arm cost, and figures.
@NullMarked
package org.loopwright.app.compare;

import org.jspecify.annotations.NullMarked;
