package org.loopwright.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The shipped ReST-EM with a model of some thousand weights and tiny sets, so that two rounds take seconds.
public final class TinyRestEm {
    private static final Map<String, String> SMALLER = Map.of(
            "{rounds: 2, samples: 4, reference: 280, unlabelled: 600, size: 4, hidden: 64, layers: 2}",
            "{rounds: 2, samples: 4, reference: 60, unlabelled: 40, size: 2, hidden: 32, layers: 1}",
            "size: params.size, count: 600",
            "size: params.size, count: 60",
            "split: dev, count: 200",
            "split: dev, count: 40",
            "split: test, count: 400",
            "split: test, count: 50",
            "steps: 700",
            "steps: 160",
            "data: reference, steps: 300",
            "data: reference, steps: 120",
            "data: accepted, steps: 300",
            "data: accepted, steps: 80");

    private TinyRestEm() {}

    /// A copy in `folder`.
    public static Path in(Path folder) throws IOException {
        SampleFolder.copy(SampleFolder.ROOT.resolve("sample-projects/rest-em"), folder);
        Path loop = folder.resolve("loops/rest-em.loop.yaml");
        String text = Files.readString(loop);
        for (Map.Entry<String, String> change : SMALLER.entrySet()) {
            if (!text.contains(change.getKey())) {
                throw new IllegalStateException("the sample has no `" + change.getKey() + "` any more");
            }
            text = text.replace(change.getKey(), change.getValue());
        }
        Files.writeString(loop, text);
        return folder;
    }
}
