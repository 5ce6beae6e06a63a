package org.loopwright.app.run;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.run.FitViewModel.State;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.FitCheck;

/// What the first dev items say of the run, and whether to start it all the same.
public final class FitStrip extends VBox {
    private final FitViewModel model;

    public FitStrip(FitViewModel model) {
        this.model = model;
        setId("fit-strip");
        getStyleClass().add("fit-strip");
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return model.stateProperty().subscribe(this::show);
    }

    private void show(State state) {
        getChildren().clear();
        switch (state) {
            case State.Idle _ -> {
                // nothing to show
            }
            case State.Trying _ -> trying();
            case State.Warned(FitCheck check) -> warned(check);
        }
        setVisible(!getChildren().isEmpty());
        setManaged(isVisible());
    }

    private void trying() {
        ProgressBar bar = new ProgressBar();
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setMaxWidth(240);
        HBox row = new HBox(
                Labels.whole(Texts.of("fit.trying"), "strip-title"),
                bar,
                Named.button("fit-cancel", Texts.of("fit.cancel"), Icons.STOP.node(), model::cancel));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("strip-row");
        getChildren().add(row);
    }

    private void warned(FitCheck check) {
        VBox said = new VBox(Labels.whole(
                Texts.of(
                        "fit.found",
                        check.items(),
                        percent(check.accuracy()),
                        check.whole().text()),
                "strip-title"));
        check.warnings().forEach(warning -> said.getChildren().add(Labels.wrapping(warning)));
        said.setId("fit-warnings");
        HBox.setHgrow(said, Priority.ALWAYS);
        Button start = Named.button("fit-start", Texts.of("fit.start"), Icons.PLAY.node(), model::startAnyway);
        Region icon = new HBox(Icons.WARNING.node("warning-icon"));
        HBox row = new HBox(
                icon,
                said,
                start,
                Named.button("fit-dismiss", Texts.of("fit.dismiss"), Icons.CLOSE.node(), model::dismiss));
        row.getStyleClass().add("strip-row");
        row.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(row);
    }

    private static String percent(double share) {
        return String.format(java.util.Locale.ROOT, "%.1f", 100 * share);
    }
}
