package org.loopwright.app.shell;

import java.nio.file.Path;
import java.util.stream.Stream;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.home.ProjectContents;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ModelEntry;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;

/// The bar at the bottom: folder, device, memory, tokens a second.
final class StatusBar extends HBox {
    private final WorkbenchViewModel model;
    private final Label folder = Labels.of("", "status-text");
    private final Label device = Labels.whole("", "status-text");
    private final Label memory = Labels.whole("", "status-text");
    private final Label speed = Labels.whole("", "status-text");

    StatusBar(WorkbenchViewModel model) {
        this.model = model;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        folder.setMinWidth(0);
        device.setId("status-device");
        memory.setId("status-memory");
        speed.setId("status-speed");
        device.setGraphic(Icons.MODEL.node());
        memory.setGraphic(Icons.LIST.node());
        speed.setGraphic(Icons.RUN.node());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(folder, space, device, memory, speed);
    }

    Subscription attach() {
        Timeline clock = new Timeline(new KeyFrame(Duration.seconds(2), event -> showMemory()));
        clock.setCycleCount(Animation.INDEFINITE);
        clock.play();
        showMemory();
        return Subscription.combine(
                model.tree().contentsProperty().subscribe(this::showProject),
                model.live().tokensPerSecondProperty().subscribe(rate -> showSpeed(rate.doubleValue())),
                clock::stop);
    }

    private void showProject(@Nullable ProjectContents contents) {
        folder.setText(contents == null ? "" : shortened(contents.card().root()));
        device.setText((contents == null ? Stream.<ModelEntry>empty() : contents.models().stream())
                .flatMap(model -> Stream.ofNullable(model.card()))
                .findFirst()
                .map(card -> Texts.of("status.device", card.device()))
                .orElse(Texts.of("status.no-device")));
    }

    /// A folder as people write it, from the home folder on.
    private static String shortened(Path folder) {
        Path home = Path.of(System.getProperty("user.home", ""));
        return home.getNameCount() > 0 && folder.startsWith(home) && !folder.equals(home)
                ? "~" + folder.getFileSystem().getSeparator() + home.relativize(folder)
                : folder.toString();
    }

    private void showMemory() {
        memory.setText(Texts.of("status.memory", Figures.count(ProcessMemory.bytes() / (1 << 20))));
    }

    private void showSpeed(double rate) {
        speed.setText(rate == 0 ? Texts.of("status.idle") : Texts.of("status.speed", Figures.count(Math.round(rate))));
    }
}
