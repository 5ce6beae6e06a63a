/// What the window remembers between two starts, as typed keys.
@NullMarked
package org.loopwright.app.settings;

import org.jspecify.annotations.NullMarked;
