/// Port to the place where journals are kept, and what is derived from them. `store.h2` is the adapter
/// in a project's folder.
@NullMarked
package org.loopwright.store;

import org.jspecify.annotations.NullMarked;
