/// How the window looks: themes, fonts, icons and colours, all of them tokens of the theme.
@NullMarked
package org.loopwright.app.look;

import org.jspecify.annotations.NullMarked;
