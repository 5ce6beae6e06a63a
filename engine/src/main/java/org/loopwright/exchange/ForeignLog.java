package org.loopwright.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.loopwright.task.Split;

/// A file of another program, read to its end: attempts of one model at the problems of one dataset.
///
/// @param name of what was done, for the loop's name
/// @param dataset name of the dataset
/// @param split what its problems may be used for
/// @param model what the file calls the model
/// @param grader whose grades count
/// @param created when it was made
/// @param wall how long it took; zero where the file does not say
/// @param brokenOff why it ended early; empty when it did not
/// @param attempts in file order
/// @param remarks what a reader of the file should know, each a sentence
public record ForeignLog(
        String name,
        String dataset,
        Split split,
        String model,
        String grader,
        Instant created,
        Duration wall,
        String brokenOff,
        List<Attempt> attempts,
        List<String> remarks) {
    public ForeignLog {
        attempts = List.copyOf(attempts);
        remarks = List.copyOf(remarks);
    }

    /// The attempts by their number, each number one run.
    SortedMap<Integer, List<Attempt>> bySample() {
        SortedMap<Integer, List<Attempt>> samples = new TreeMap<>();
        for (Attempt attempt : attempts) {
            samples.computeIfAbsent(attempt.sample(), _ -> new java.util.ArrayList<>())
                    .add(attempt);
        }
        return samples;
    }
}
