/// The fast engine's own half: key/value blocks and the prefix tree over them, attention that reads them in
/// place, small matrix products and the reading of logits, all on Java's Vector API. Knows no tensor library;
/// the large matrix products are behind [org.loopwright.model.paged.DenseLayers].
@NullMarked
package org.loopwright.model.paged;

import org.jspecify.annotations.NullMarked;
