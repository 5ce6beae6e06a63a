/// What nodes do: one small class for each kind, found by [java.util.ServiceLoader].
///
/// | to | kinds |
/// |---|---|
/// | ask a model once | `generate`, `critique`, `refine`, `rewrite-prompt` |
/// | judge with a model | `judge`, `judge-rubric`, `judge-steps`, `judge-pair`, `self-verify`,
/// `p-true` |
/// | judge without one | `verify` (gold), `verify-against`, `run-code`, `agreement` |
/// | make many and keep one | `sample`, `vote`, `best-of-n`, `beam-search`, `tree-search` |
/// | take texts apart, keep them | `extract`, `split-steps`, `memory-write`, `memory-read`,
/// `memory-forget` |
/// | use what is outside | `retrieve`, `world`, `exemplars`, `ask` (a person) |
/// | control an experiment | `inject-error`, `placebo-critique`, `gold-critique` |
/// | steer | `branch`, `call`, `stop` |
///
/// What kinds share stands in small package-private classes: `Ask` and `PromptedText` (one question to
/// a model), `Judgements` and `ScoreSetting` (scores), `Growth` (partial answers), `Derived` (values
/// made of values), `DefaultPrompt`, `Wired`, `RegexSetting`, `Fields`. To add a kind, write a class
/// and add its name to `META-INF/services`.
@NullMarked
package org.loopwright.loop.node;

import org.jspecify.annotations.NullMarked;
