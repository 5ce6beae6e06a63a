/// Loop files: YAML 1.2 with marks.
///
/// [org.loopwright.loop.yaml.LoopYaml] reads and writes them; [org.loopwright.loop.yaml.LoopPatch]
/// changes a text in the smallest way, so that what a person wrote by hand stays as it is. Reading goes
/// from text to nodes (`YamlSource`), from nodes to plain values (`PlainTree`), and from there to the
/// loop (`LoopReader`, `NodeReader`, `SlotReader`); whatever is wrong is collected in `ProblemList`,
/// with its line. `LoopHash` is the loop's identity.
@NullMarked
package org.loopwright.loop.yaml;

import org.jspecify.annotations.NullMarked;
