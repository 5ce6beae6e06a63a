/// The port to language models: what a loop may ask, and what comes back.
///
/// Read [LanguageModel] first, then [Prompt] and [Completion]. Adapters live in sub-packages:
/// `model.djl` is the local engine, and `model.files` reads and writes the folders that it opens.
/// Nothing here knows of tensors, threads or files.
@NullMarked
package org.loopwright.model;

import org.jspecify.annotations.NullMarked;
