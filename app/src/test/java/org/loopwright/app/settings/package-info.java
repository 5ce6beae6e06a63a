@NullMarked
package org.loopwright.app.settings;

import org.jspecify.annotations.NullMarked;
