package org.loopwright.app.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.testing.SampleLoop;
import org.loopwright.loop.NodeKinds;

class LayeredLayoutTest {
    @Test
    void theLoopReadsFromLeftToRightAndItsCycleComesBack() {
        Placement placed = placed(SampleLoop.selfCheck());
        assertThat(x(placed, "draft")).isLessThan(x(placed, "check"));
        assertThat(x(placed, "check")).isLessThan(x(placed, "gate"));
        assertThat(placed.routes().stream()
                        .filter(route -> route.direction() == Placement.Direction.BACK)
                        .map(route -> route.line().exit().node() + " to "
                                + route.line().target()))
                .containsExactly("revise to check");
    }

    @Test
    void noTwoCardsOverlap() {
        Placement placed = placed(SampleLoop.selfCheck());
        List<Point> places = List.copyOf(placed.places().values());
        for (Point one : places) {
            for (Point other : places) {
                assertThat(one.equals(other)
                                || Math.abs(one.x() - other.x()) >= Placement.CARD_WIDTH
                                || Math.abs(one.y() - other.y()) >= Placement.CARD_HEIGHT)
                        .isTrue();
            }
        }
    }

    @Test
    void placesGivenByHandAreKept() {
        Placement placed = placed(SampleLoop.handPlaced());
        assertThat(placed.places()).containsEntry("revise", new Point(580, 190));
        assertThat(placed.routes()).hasSize(6).allMatch(route -> route.points().size() >= 2);
    }

    private static double x(Placement placed, String node) {
        return Objects.requireNonNull(placed.places().get(node)).x();
    }

    private static Placement placed(LoopEntry entry) {
        return LayeredLayout.place(
                LoopDrawing.of(Objects.requireNonNull(entry.parse().loop()), NodeKinds.installed()));
    }
}
