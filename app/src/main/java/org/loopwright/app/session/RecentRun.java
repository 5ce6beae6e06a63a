package org.loopwright.app.session;

import java.util.OptionalDouble;
import org.loopwright.store.RunSummary;

/// A run of the last days, in a line.
///
/// @param first share of right first answers, in [0, 1]; empty where nothing is graded or the run is long
/// @param last share of right last answers, likewise
public record RecentRun(RunSummary run, OptionalDouble first, OptionalDouble last) {}
