package org.loopwright.app.work;

import javafx.util.Subscription;

/// The window's heartbeat: something to do before each frame is drawn.
@FunctionalInterface
public interface Pulse {
    /// Runs `task` once per frame on the window's thread until the subscription is closed.
    Subscription every(Runnable task);
}
