/// The models that a person keeps on this machine, for all projects: a folder with one model folder, GGUF
/// file or adapter for each name, and beside each a small file that says where it came from.
@NullMarked
package org.loopwright.model.shelf;

import org.jspecify.annotations.NullMarked;
