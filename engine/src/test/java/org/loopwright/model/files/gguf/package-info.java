/// Tests of the package of the same name.
@NullMarked
package org.loopwright.model.files.gguf;

import org.jspecify.annotations.NullMarked;
