package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.loopwright.app.session.ProjectSession;
import org.testfx.util.WaitForAsyncUtils;

/// Opens projects for tests that begin elsewhere than on a project's own page.
final class Opened {
    private Opened() {}

    /// Opens a project and goes to the drawing of its loop, as a person does who presses the tab.
    static void onTheDrawing(WorkbenchViewModel model, Path folder) throws Exception {
        ProjectSession before = model.sessionProperty().get();
        Platform.runLater(() -> model.open(folder));
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> {
            ProjectSession now = model.sessionProperty().get();
            return now != null && !now.equals(before);
        });
        Platform.runLater(() -> model.pageProperty().set(Page.DESIGN));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
