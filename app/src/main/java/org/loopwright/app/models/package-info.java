/// The page of models: which there are, where they came from, who uses them; adding, getting and removing.
@NullMarked
package org.loopwright.app.models;

import org.jspecify.annotations.NullMarked;
