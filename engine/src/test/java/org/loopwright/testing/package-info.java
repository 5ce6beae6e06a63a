/// Fakes that tests of every package share: [org.loopwright.testing.ScriptedLanguageModel] stands in
/// for a model.
@NullMarked
package org.loopwright.testing;

import org.jspecify.annotations.NullMarked;
