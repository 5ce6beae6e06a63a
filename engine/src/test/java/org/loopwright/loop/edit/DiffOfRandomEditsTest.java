package org.loopwright.loop.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.Language;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.cel.CelConditions;
import org.loopwright.loop.diff.Difference;
import org.loopwright.loop.diff.LoopDiff;
import org.loopwright.loop.jinja.JinjaTemplates;
import org.loopwright.loop.yaml.LoopYaml;

/// Two versions differ exactly when their hashes do, whatever was edited between them.
class DiffOfRandomEditsTest {
    private static final int EDITS = 1_500;

    @Test
    void twoVersionsDifferExactlyWhenTheirHashesDo() {
        long seed = new Random().nextLong();
        LoopEditor editor =
                new LoopEditor(NodeKinds.installed(), new Language(new JinjaTemplates(), new CelConditions()));
        RandomChanges changes = new RandomChanges(new Random(seed), editor);
        String text = RandomChanges.WRITTEN_BY_HAND;
        LoopSpec first = loop(text);
        for (int i = 0; i < EDITS; i++) {
            LoopSpec before = loop(text);
            try {
                text = editor.apply(text, changes.next(before));
            } catch (LoopException _) { // not every change fits: the text stays
                continue;
            }
            LoopSpec after = loop(text);
            for (LoopSpec earlier : new LoopSpec[] {before, first}) {
                LoopDiff diff = LoopDiff.of(earlier, after);
                assertThat(diff.isEmpty())
                        .as("seed %d, step %d: %s", seed, i, diff)
                        .isEqualTo(earlier.hash().equals(after.hash()));
                assertThat(LoopDiff.of(after, earlier).differences())
                        .as("seed %d, step %d: backwards", seed, i)
                        .filteredOn(difference -> difference.change() == Difference.Change.ADDED)
                        .hasSameSizeAs(diff.differences().stream()
                                .filter(difference -> difference.change() == Difference.Change.REMOVED)
                                .toList());
            }
        }
    }

    private static LoopSpec loop(String text) {
        return Objects.requireNonNull(LoopYaml.read(text).loop());
    }
}
