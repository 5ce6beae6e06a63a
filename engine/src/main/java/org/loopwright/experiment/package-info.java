/// Experiments: arms that are compared, with what was expected of them written down before they ran.
///
/// An [Experiment] is a file `experiments/NAME.experiment.yaml`; [Experiments] is the door: it lists
/// them, says in an [ExperimentState] which runs there are, what is stale, what the verdict is and
/// what to do next, and puts missing runs into the project's [RunQueue]. Runs are found by content, so
/// nothing is run twice.
///
/// ```
/// file -> arms x seeds -> RunVariant -> RunContent.hash -> a finished run, or an entry of the queue
/// claim (hypothesis, primary contrast, n, margin) --first run--> sealed in
/// experiments/NAME.history.jsonl
/// ```
///
/// [Sweep] makes arms of several values; [ReadyExperiment] makes controls of a finished run;
/// [FitCheck] and [DriftCheck] try some items first; [StoppingLab] asks a run's stored turns, without
/// a model.
@NullMarked
package org.loopwright.experiment;

import org.jspecify.annotations.NullMarked;
