/// The files of a model folder in the Hugging Face layout, read and written without the native engine.
///
/// [ModelFolder] is the way in: it reads `config.json` ([ModelConfig]), `model.safetensors`
/// ([SafetensorsFile]), `tokenizer.json`, the chat template of `tokenizer_config.json` ([ChatTemplate])
/// and the training record `loopwright.json` ([TrainingRecord]), and checks them against each other.
/// [ParameterLayout] says where each tensor lies in the one flat array that the decoder computes with;
/// [ModelWriter] puts a complete folder in place or none.
///
/// Every bad file is a [org.loopwright.model.ModelException] with code `FILE` whose message names the
/// file, what is wrong, the value, and what to do.
@NullMarked
package org.loopwright.model.files;

import org.jspecify.annotations.NullMarked;
