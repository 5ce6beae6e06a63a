package org.loopwright.run;

/// How a step that takes long stays in touch with its run. Thread-safe.
public interface StepWatch {
    /// Hears nothing and never waits.
    StepWatch NONE = new StepWatch() {
        @Override
        public void progress(StepProgress progress) {}

        @Override
        public boolean isPaused() {
            return false;
        }

        @Override
        public void pass() {}
    };

    /// Says where the step stands.
    void progress(StepProgress progress);

    /// Whether somebody paused the run: the step should rest.
    boolean isPaused();

    /// Waits while the run is paused.
    ///
    /// @throws InterruptedException when the run ends
    void pass() throws InterruptedException;
}
