/// Searching the project's own texts.
///
/// [RetrievalTool] is the tool, [PassageIndex] ranks by BM25.
@NullMarked
package org.loopwright.tool.retrieval;

import org.jspecify.annotations.NullMarked;
