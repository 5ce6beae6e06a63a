/// The main window: menu, navigation, status bar, closing. It composes the screens, which don't know one
/// another.
@NullMarked
package org.loopwright.app.shell;

import org.jspecify.annotations.NullMarked;
