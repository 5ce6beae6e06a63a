package org.loopwright.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SelectedDatasetTest {
    private static final List<String> ENTRY = List.of("# why", "hard: {name: hard}");

    @Test
    void anEntryGoesBeforeTheOthersAndLeavesCommentsAsTheyAre() {
        assertThat(SelectedDataset.withEntry("""
                        name: x # short
                        datasets: # all of them
                          # the first
                            dev: {name: sums}
                        defaults: {}
                        """, ENTRY)).isEqualTo("""
                        name: x # short
                        datasets: # all of them
                            # why
                            hard: {name: hard}
                          # the first
                            dev: {name: sums}
                        defaults: {}
                        """);
    }

    @Test
    void aFileWithoutAPlaceForItIsRefused() {
        for (String yaml : List.of("name: x\n", "datasets: {dev: {name: sums}}\n")) {
            assertThatThrownBy(() -> SelectedDataset.withEntry(yaml, ENTRY))
                    .isInstanceOf(ProjectException.class)
                    .hasMessageContaining("datasets");
        }
    }
}
