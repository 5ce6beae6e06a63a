package org.loopwright.app.work;

import javafx.animation.AnimationTimer;
import javafx.util.Subscription;

/// The heartbeat of JavaFX.
public final class FramePulse implements Pulse {
    @Override
    public Subscription every(Runnable task) {
        AnimationTimer timer = new AnimationTimer() {
            @Override
            public void handle(long now) {
                task.run();
            }
        };
        timer.start();
        return timer::stop;
    }
}
