/// Figures drawn with JFreeChart in one style: on screens in the theme's colours, in files in colours for
/// paper. No JavaFX here, so that a terminal draws them too.
@NullMarked
package org.loopwright.app.chart;

import org.jspecify.annotations.NullMarked;
