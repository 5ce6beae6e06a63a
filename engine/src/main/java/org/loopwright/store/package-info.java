/// Port to the place where journals are kept, and what is derived from them; and what people
/// say of them: [Annotation]s, and queries that they keep. `store.h2` is the adapter
/// in a project's folder.
@NullMarked
package org.loopwright.store;

import org.jspecify.annotations.NullMarked;
