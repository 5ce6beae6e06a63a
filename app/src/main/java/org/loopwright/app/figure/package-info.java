/// Figures and reports as files: PNG, SVG and PDF, the numbers beside them, and a run's report.
@NullMarked
package org.loopwright.app.figure;

import org.jspecify.annotations.NullMarked;
