package org.loopwright.app.design;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Texts;

/// The loops that one node calls, where there are several: which of them is opened in place.
final class CalledMenu {
    private CalledMenu() {}

    /// Opens it beside a card.
    static void show(Node card, List<String> files, Consumer<String> open) {
        ContextMenu menu = new ContextMenu();
        menu.setId("called-menu");
        for (String file : files) {
            MenuItem item = new MenuItem(Texts.of("nested.open", file), Icons.INTO.node());
            item.setId("open-" + file.replace(".", "-"));
            item.setOnAction(event -> open.accept(file));
            menu.getItems().add(item);
        }
        menu.show(card, Side.RIGHT, 0, 0);
    }
}
