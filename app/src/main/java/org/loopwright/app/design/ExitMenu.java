package org.loopwright.app.design;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.text.Texts;

/// The exits of a node, where each can lead, and what can stand in its middle: joining by the keyboard.
final class ExitMenu {
    private ExitMenu() {}

    /// Opens it beside a card.
    static void show(CardView card, CanvasActions actions) {
        ContextMenu menu = new ContextMenu();
        menu.setId("exit-menu");
        for (String name : card.card().exits()) {
            menu.getItems().add(targets(new ExitId(card.card().id(), name), actions));
        }
        if (!menu.getItems().isEmpty()) {
            menu.show((Node) card, Side.RIGHT, 0, 0);
        }
    }

    private static Menu targets(ExitId exit, CanvasActions actions) {
        Menu targets = new Menu(exit.exit());
        targets.setId("connect-" + exit.exit());
        for (String target : actions.fitting(exit)) {
            MenuItem item = new MenuItem(target);
            item.setId("connect-" + exit.exit() + "-" + target);
            item.setOnAction(event -> actions.connect(exit, target));
            targets.getItems().add(item);
        }
        MenuItem insert = new MenuItem(Texts.of("canvas.insert"), Icons.ADD.node());
        insert.setId("insert-" + exit.exit());
        insert.setOnAction(event -> actions.insert(exit));
        MenuItem off = new MenuItem(Texts.of("canvas.lead-nowhere"), Icons.CLOSE.node());
        off.setId("disconnect-" + exit.exit());
        off.setOnAction(event -> actions.disconnect(exit));
        targets.getItems().addAll(new SeparatorMenuItem(), insert, off);
        return targets;
    }
}
