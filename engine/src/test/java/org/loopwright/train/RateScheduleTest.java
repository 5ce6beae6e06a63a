package org.loopwright.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.loopwright.train.RateSchedule.Constant;
import org.loopwright.train.RateSchedule.Cosine;
import org.loopwright.train.RateSchedule.Infinite;
import org.loopwright.train.RateSchedule.Linear;

class RateScheduleTest {
    @Test
    void constantStaysAfterTheWarmUp() {
        RateSchedule schedule = new RateSchedule(2, 4, new Constant());
        assertThat(schedule.at(0, 100)).isEqualTo(0.5);
        assertThat(schedule.at(3, 100)).isEqualTo(2);
        assertThat(schedule.at(99, 100)).isEqualTo(2);
    }

    @Test
    void linearAndCosineFallFromTheWarmUpOn() {
        RateSchedule linear = new RateSchedule(1, 10, new Linear(0));
        assertThat(linear.at(10, 110)).isEqualTo(1);
        assertThat(linear.at(60, 110)).isEqualTo(0.5);
        RateSchedule cosine = new RateSchedule(1, 10, new Cosine(0.1));
        assertThat(cosine.at(10, 110)).isEqualTo(1);
        assertThat(cosine.at(60, 110)).isCloseTo(0.55, within(1e-12));
        assertThat(cosine.at(109, 110)).isCloseTo(0.1, within(1e-3));
    }

    @Test
    void infiniteCoolsStaysAndAnneals() {
        RateSchedule schedule = new RateSchedule(1, 0, new Infinite(0.2, 0.5, 0.8, 0.05));
        assertThat(schedule.at(0, 100)).isEqualTo(1);
        assertThat(schedule.at(10, 100)).isCloseTo(0.75, within(1e-12));
        assertThat(schedule.at(50, 100)).isEqualTo(0.5);
        assertThat(schedule.at(90, 100)).isCloseTo(0.5 * Math.sqrt(0.1), within(1e-12));
        RateSchedule open = new RateSchedule(1, 0, new Infinite(0.2, 0.5, 1, 0.05));
        assertThat(open.at(99, 100)).isEqualTo(0.5);
    }
}
