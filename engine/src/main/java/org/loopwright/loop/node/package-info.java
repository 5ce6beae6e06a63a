/// What nodes do: one small class for each kind, found by [java.util.ServiceLoader].
///
/// Kinds that ask a model once: [org.loopwright.loop.node.Generate],
/// [org.loopwright.loop.node.Critique], [org.loopwright.loop.node.Refine],
/// [org.loopwright.loop.node.Judge], [org.loopwright.loop.node.SelfVerify]. Many answers and one of
/// them: [org.loopwright.loop.node.Sample], [org.loopwright.loop.node.Vote]. The gold answer:
/// [org.loopwright.loop.node.Verify]. Control: [org.loopwright.loop.node.Branch],
/// [org.loopwright.loop.node.Call], [org.loopwright.loop.node.Stop].
///
/// What kinds share stands in small package-private classes: `Ask`, `DefaultPrompt`, `Wired`,
/// `RegexSetting`, `Fields`. To add a kind, write a class and add its name to `META-INF/services`.
@NullMarked
package org.loopwright.loop.node;

import org.jspecify.annotations.NullMarked;
