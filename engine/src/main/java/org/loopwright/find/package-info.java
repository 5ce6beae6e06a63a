/// Finding items in a run: one query language for one query box.
///
/// [QueryParser] reads a [Query] and says where a text is none; [ItemTraits] are what a finished item is
/// found by; [QueryMatch] evaluates a query on them, and a store may compile it to its own language
/// instead; [QueryCompletion] proposes what could stand at a place of the text.
@NullMarked
package org.loopwright.find;

import org.jspecify.annotations.NullMarked;
