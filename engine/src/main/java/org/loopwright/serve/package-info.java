/// The local engine as a server of OpenAI's protocol, for other people's harnesses: on this machine only, and
/// only for who has the token.
///
/// [LocalServer] listens and routes; [ChatCall] and [TextCall] read a request's own fields, [SamplingFields]
/// those that both share; [Exchange] completes, at once or as a stream; [ChatShape] and [TextShape] write the
/// answers. What the model can't do is refused with status 400 and said, never dropped.
///
/// Protocol: <https://platform.openai.com/docs/api-reference>.
@NullMarked
package org.loopwright.serve;

import org.jspecify.annotations.NullMarked;
