package org.loopwright.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreBenchmarkTest {
    @Test
    void measuresARunOfTenEventsAnItem() {
        StringWriter out = new StringWriter();
        List<BenchFigure> figures = new StoreBenchmark(70, 1, new PrintWriter(out)).measure();
        assertThat(figures)
                .extracting(BenchFigure::name)
                .containsExactly("open", "filter", "full text", "item", "events", "tokens");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.ours()).isPositive());
        assertThat(out.toString()).contains("wrote 702 events of 70 items").contains("70 items  status:stopped");
    }

    @Test
    void theSameSeedMakesTheSameRun() {
        UUID id = new UUID(0, 1);
        SyntheticRun one = new SyntheticRun(id, 20, 5);
        SyntheticRun other = new SyntheticRun(id, 20, 5);
        List<Object> entries = new ArrayList<>();
        one.make(entries::addAll);
        List<Object> again = new ArrayList<>();
        other.make(again::addAll);
        assertThat(again).isEqualTo(entries);
        assertThat(one.textBytes()).isEqualTo(other.textBytes());
    }
}
