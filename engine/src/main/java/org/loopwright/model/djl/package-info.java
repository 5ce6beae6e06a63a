/// The local engine: a decoder of the Llama family on DJL's PyTorch, trained and run by the same kernels.
///
/// [DjlModels] opens model folders. Behind it stands one [DjlDevice]: the native engine and the single
/// thread that owns it. Every model brings [Work] to that thread, one step at a time, and so does
/// training, so they alternate. A [Decoder] is the kernels of one model shape (TorchScript text from
/// `decoder.ts`, packed into a module by [KernelModule]); `DecodingBatch` holds the rows that are being
/// decoded together, and [DjlLanguageModel] is what a loop sees.
///
/// **Exact mode** is the only mode: a completion, to the last bit of its log-probabilities, depends on
/// its request alone. What makes it so, and what it costs, stands at [DjlLanguageModel].
///
/// Arrays of DJL never leave this package and `train.djl`.
@NullMarked
package org.loopwright.model.djl;

import org.jspecify.annotations.NullMarked;
