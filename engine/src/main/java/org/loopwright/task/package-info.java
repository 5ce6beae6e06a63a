/// Problems and how their answers are graded: [org.loopwright.task.Dataset], [org.loopwright.task.Item],
/// [org.loopwright.task.Grader].
///
/// Grading is a layer of its own: completion -> extraction -> equivalence, each named and versioned, so
/// that stored answers can be graded again without a model call.
@NullMarked
package org.loopwright.task;

import org.jspecify.annotations.NullMarked;
