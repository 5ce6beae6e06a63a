/// The canvas: a loop drawn as nodes and exits, and the details of the chosen node.
@NullMarked
package org.loopwright.app.design;

import org.jspecify.annotations.NullMarked;
