package org.loopwright.app.design;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.HBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;

/// The way from the chosen loop to the one that is drawn; a click goes back. Gone while the chosen loop is
/// drawn.
final class Breadcrumb extends HBox {
    private final DesignViewModel model;

    Breadcrumb(DesignViewModel model) {
        this.model = model;
        setId("breadcrumb");
        getStyleClass().add("breadcrumb");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    }

    void show(List<String> files) {
        getChildren().clear();
        setVisible(files.size() > 1);
        for (int i = 0; i < files.size(); i++) {
            if (i > 0) {
                getChildren().add(Icons.ARROW.node());
            }
            getChildren().add(crumb(files.get(i), i, i == files.size() - 1));
        }
    }

    private Node crumb(String file, int place, boolean last) {
        String name = model.trail().entry(file).map(LoopEntry::name).orElse(file);
        if (last) {
            return Labels.of(name, "card-name");
        }
        Hyperlink link = Named.node(new Hyperlink(name), "crumb-" + place, Texts.of("nested.back", name));
        link.setOnAction(event -> model.nested().back(place));
        return link;
    }
}
