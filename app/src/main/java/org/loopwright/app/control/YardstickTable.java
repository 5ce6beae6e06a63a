package org.loopwright.app.control;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.measure.BlindSpot;
import org.loopwright.measure.Estimate;
import org.loopwright.measure.Interval;
import org.loopwright.measure.NoiseFloor;
import org.loopwright.measure.PlaceboGain;
import org.loopwright.measure.Transitions;
import org.loopwright.measure.compare.ArmFigures;
import org.loopwright.measure.compare.Yardsticks;

/// What was observed beside what it has to exceed, a line for each yardstick: redraws, any critique, chance.
public final class YardstickTable extends GridPane {
    private static final List<String> COLUMNS = List.of("what", "arm", "observed", "against", "beyond");

    private int row = 1;

    public YardstickTable(List<ArmFigures> arms, Yardsticks yardsticks) {
        getStyleClass().add("figure-table");
        setId("yardstick-table");
        for (int column = 0; column < COLUMNS.size(); column++) {
            add(Labels.whole(Texts.of("yardstick.column." + COLUMNS.get(column)), "cell-head"), column, 0);
        }
        for (Yardsticks.Null redraw : yardsticks.nulls()) {
            arms.stream()
                    .filter(arm -> arm.name().equals(redraw.arm()))
                    .forEach(arm -> addNull(redraw, arm.report().transitions()));
        }
        yardsticks.placebos().forEach(this::addPlacebo);
        yardsticks.blindSpots().forEach(this::addBlindSpot);
        yardsticks.floors().forEach(this::addFloor);
        getChildren().forEach(child -> {
            GridPane.setHalignment(child, HPos.LEFT);
            GridPane.setHgrow(child, Priority.ALWAYS);
        });
    }

    /// Whether there is any yardstick.
    public boolean isEmpty() {
        return row == 1;
    }

    private void addNull(Yardsticks.Null redraw, Transitions moved) {
        String pool = Texts.of("yardstick.pool", redraw.value().drafts(), redraw.pool());
        add(
                "fixed",
                redraw.arm(),
                Figures.percent(moved.fixedShare()),
                Figures.percent(redraw.value().redraw()) + pool,
                points(redraw.value().excessFixed()));
        add(
                "broken",
                redraw.arm(),
                Figures.percent(moved.brokenShare()),
                Figures.percent(redraw.value().redraw()) + pool,
                points(redraw.value().excessBroken()));
    }

    private void addPlacebo(Yardsticks.Placebo placebo) {
        PlaceboGain gain = placebo.value();
        add(
                placebo.isPlacebo() ? "placebo" : "gain",
                placebo.arm(),
                Figures.points(gain.real().value()),
                Texts.of("yardstick.of-arm", Figures.points(gain.placebo().value()), placebo.base()),
                points(gain.adjusted().estimate()));
    }

    private void addBlindSpot(Yardsticks.Blind blind) {
        BlindSpot spot = blind.value();
        add(
                "blind",
                blind.own(),
                Figures.points(-spot.difference().value()),
                Texts.of("yardstick.against-arm", blind.users()),
                spot.share().interval() == null
                        ? Texts.of("yardstick.undefined")
                        : Figures.percent(spot.share().value())
                                + range(spot.share().interval()));
    }

    private void addFloor(Yardsticks.Floor floor) {
        NoiseFloor noise = floor.value();
        add(
                "floor." + noise.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                floor.arm(),
                Texts.of("yardstick.runs", noise.replicates()),
                Texts.of("yardstick.flips", Figures.percent(noise.flips())),
                Texts.of("yardstick.apart", Figures.plain(noise.difference())));
    }

    private static String points(Estimate estimate) {
        return Figures.points(estimate.value()) + range(estimate.interval());
    }

    private static String range(@Nullable Interval interval) {
        return interval == null
                ? ""
                : "  " + Texts.of("compare.interval", Figures.signed(interval.low()), Figures.signed(interval.high()));
    }

    private void add(String key, String arm, String observed, String against, String beyond) {
        Label what = Labels.of(Texts.of("yardstick." + key), "figure-own");
        what.setTooltip(new Tooltip(Texts.of("yardstick." + key + ".caveat")));
        addRow(
                row,
                what,
                Labels.of(arm, "figure"),
                Labels.whole(observed, "figure"),
                Labels.of(against, "figure"),
                Labels.whole(beyond, "figure-own"));
        row++;
        Label caveat = Labels.wrapping(Texts.of("yardstick." + key + ".caveat"), "cell-share");
        add(caveat, 0, row, COLUMNS.size(), 1);
        row++;
    }
}
