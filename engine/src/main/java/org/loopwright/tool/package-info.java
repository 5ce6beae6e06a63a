/// What nodes use beside models: a [Tool] is a port, found by its name among [Tools].
///
/// `tool.sandbox` runs programs that nobody trusts, `tool.dataset` draws from the project's datasets,
/// `tool.retrieval` searches its folders, `tool.world` plays text environments.
@NullMarked
package org.loopwright.tool;

import org.jspecify.annotations.NullMarked;
