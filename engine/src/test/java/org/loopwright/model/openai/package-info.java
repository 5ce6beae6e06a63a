@NullMarked
package org.loopwright.model.openai;

import org.jspecify.annotations.NullMarked;
