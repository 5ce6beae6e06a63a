/// Models in llama.cpp's GGUF: one file with the decoder's shape, its tokenizer, its chat template and its
/// weights, which are widened to single precision when they are read.
///
/// [GgufModel] is the way in. [GgufFile] maps the file and checks the whole header before anything is
/// used; [BlockFormat] knows how numbers are packed; [GgufConfig], [GgufTokenizer] and [GgufWeights] turn
/// what the file says into the engine's own terms, which are Hugging Face's.
@NullMarked
package org.loopwright.model.files.gguf;

import org.jspecify.annotations.NullMarked;
