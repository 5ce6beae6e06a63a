package org.loopwright.app.compare;

import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;
import org.loopwright.experiment.control.ControlOptions;
import org.loopwright.experiment.control.ReadyExperiment;
import org.loopwright.experiment.control.TwinBudget;

/// The ready experiments that can be made of the run at the top, each at one click.
final class ControlMenu extends MenuButton {
    private final CompareViewModel model;
    private final Menu critics = new Menu();

    ControlMenu(CompareViewModel model) {
        super(Texts.of("control.add"), Icons.ADD.node());
        this.model = model;
        Named.node(this, "compare-control", Texts.of("control.add"));
        setTooltip(new Tooltip(Texts.of("control.add.tip")));
        setMinWidth(USE_PREF_SIZE);
        for (ReadyExperiment kind : ReadyExperiment.values()) {
            if (kind == ReadyExperiment.BLIND_REDRAW || kind == ReadyExperiment.GOLD_LOCATION) {
                getItems().add(new SeparatorMenuItem());
            }
            getItems().add(entry(kind));
        }
        getItems().addAll(new SeparatorMenuItem(), otherUnits());
        setOnShowing(event -> model.models(this::showCritics));
    }

    private MenuItem entry(ReadyExperiment kind) {
        if (kind == ReadyExperiment.STRONGER_CRITIC) {
            critics.setText(Texts.of("control." + kind.word()));
            critics.setId("control-" + kind.word());
            critics.getItems().setAll(new MenuItem(Texts.of("control.no-model")));
            return critics;
        }
        return item("control-" + kind.word(), Texts.of("control." + kind.word()), kind, ControlOptions.USUAL);
    }

    private MenuItem item(String id, String text, ReadyExperiment kind, ControlOptions options) {
        MenuItem item = new MenuItem(text, kind.isOracle() ? Icons.GOLD.node() : null);
        item.setId(id);
        item.setOnAction(event -> model.addControl(kind, options));
        return item;
    }

    /// The vote at a budget of another unit.
    private Menu otherUnits() {
        Menu units = new Menu(Texts.of("control.units"));
        for (TwinBudget unit : TwinBudget.values()) {
            units.getItems()
                    .add(item(
                            "control-vote-twin-" + unit.word(),
                            Texts.of("control.unit." + unit.word()),
                            ReadyExperiment.VOTE_TWIN,
                            ControlOptions.USUAL.withBudget(unit)));
        }
        return units;
    }

    private void showCritics(List<String> models) {
        critics.getItems()
                .setAll(models.stream()
                        .map(id -> item(
                                "control-critic-" + id,
                                id,
                                ReadyExperiment.STRONGER_CRITIC,
                                ControlOptions.USUAL.withCritic(id)))
                        .toList());
    }
}
