/// Every text that people read comes from the message bundle, through [Texts]; numbers through [Figures].
@NullMarked
package org.loopwright.app.text;

import org.jspecify.annotations.NullMarked;
