/// What figures show, as numbers, apart from how they are drawn: the same rows become a chart, a CSV file, a
/// table for a paper, and one command for each number.
@NullMarked
package org.loopwright.measure.figure;

import org.jspecify.annotations.NullMarked;
