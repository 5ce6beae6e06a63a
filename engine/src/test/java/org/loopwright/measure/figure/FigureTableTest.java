package org.loopwright.measure.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTableTest {
    private final FigureTable table = new FigureTable(
            "arm",
            List.of("difference", "low"),
            List.of(
                    new FigureTable.Row("self-check_2, gated", List.of(4.25, Double.NaN)),
                    new FigureTable.Row("vote", List.of(-0.5, -3.0))));

    @Test
    void csvKeepsNumbersInFullAndQuotesWhatHoldsACommma() {
        assertThat(table.csv()).isEqualTo("arm,difference,low\n\"self-check_2, gated\",4.25,\nvote,-0.5,-3.0\n");
    }

    @Test
    void theLatexTableEscapesItsText() {
        assertThat(table.booktabs())
                .contains("\\begin{tabular}{lrr}")
                .contains("self-check\\_2, gated & 4.3 & -- \\\\");
    }

    @Test
    void everyNumberHasACommandNamedInLettersOnly() {
        assertThat(table.commands("forest-1")).isEqualTo("""
                        \\newcommand{\\lwForestOneSelfCheckTwoGatedDifference}{4.3}
                        \\newcommand{\\lwForestOneVoteDifference}{-0.5}
                        \\newcommand{\\lwForestOneVoteLow}{-3.0}
                        """);
    }

    @Test
    void rowsHaveAValueForEachColumn() {
        assertThatThrownBy(() ->
                        new FigureTable("arm", List.of("a", "b"), List.of(new FigureTable.Row("x", List.of(1.0)))))
                .hasMessageContaining("row x has 1 values for 2 columns");
    }
}
