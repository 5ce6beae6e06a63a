package org.loopwright.app.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.app.work.Failure;

/// Failures, each as one message over the window until it is dismissed.
final class Notices extends VBox {
    private final WorkbenchViewModel model;

    Notices(WorkbenchViewModel model) {
        this.model = model;
        getStyleClass().add("notices");
        setId("notices");
        setPickOnBounds(false);
        setMaxSize(460, VBox.USE_PREF_SIZE);
        StackPane.setAlignment(this, Pos.TOP_RIGHT);
    }

    Subscription attach() {
        return model.failures().subscribe(this::show);
    }

    private void show() {
        getChildren().setAll(model.failures().stream().map(this::notice).toList());
        setVisible(!getChildren().isEmpty());
    }

    private Node notice(Failure failure) {
        VBox texts = new VBox(
                4, Labels.wrapping(failure.what(), "notice-title"), Labels.wrapping(failure.message(), "notice-text"));
        HBox.setHgrow(texts, Priority.ALWAYS);
        HBox notice = new HBox(
                Icons.ERROR.node("danger-icon"),
                texts,
                Named.iconButton(
                        "notice-close", Texts.of("notice.close"), Icons.CLOSE.node(), () -> model.dismiss(failure)));
        notice.getStyleClass().add("notice");
        notice.setAlignment(Pos.TOP_LEFT);
        return notice;
    }
}
