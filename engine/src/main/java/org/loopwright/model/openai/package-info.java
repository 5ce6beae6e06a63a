/// Models behind servers that speak OpenAI's protocol: llama-server, vLLM, SGLang, Ollama and others.
///
/// A file `models/NAME.yaml` of a project names such a model ([ServerFile]); its key stays in the
/// environment or in the system's keyring. [OpenAiModel] is the adapter; [Courier] tries again, waits and gives up;
/// [ChatProtocol] and
/// [TextProtocol] write requests and read answers. What a server can't tell is absent from a completion:
/// token ids always, log-probabilities and seeds often.
@NullMarked
package org.loopwright.model.openai;

import org.jspecify.annotations.NullMarked;
