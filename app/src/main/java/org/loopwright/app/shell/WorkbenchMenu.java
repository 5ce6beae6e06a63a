package org.loopwright.app.shell;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.loopwright.app.control.Named;
import org.loopwright.app.design.DesignViewModel;
import org.loopwright.app.text.Texts;

/// The menu bar. Each entry has its shortcut.
final class WorkbenchMenu extends MenuBar {
    WorkbenchMenu(WorkbenchViewModel model, Runnable openProject, Runnable importFile, Runnable fit, Runnable quit) {
        Named.node(this, "menu", Texts.of("menu.name"));
        getMenus()
                .addAll(
                        menu(
                                "file",
                                entry(Shortcut.OPEN_PROJECT, openProject),
                                entry(Shortcut.NEW_FROM_RECIPE, model.gallery()::show),
                                entry(Shortcut.NEW_LOOP, model::newLoop),
                                entry(Shortcut.SAVE_LOOP, model.design()::save),
                                entry(Shortcut.IMPORT, importFile),
                                new SeparatorMenuItem(),
                                entry(Shortcut.REFRESH, model::refresh),
                                new SeparatorMenuItem(),
                                entry(Shortcut.QUIT, quit)),
                        edit(model.design()),
                        menu(
                                "run",
                                entry(Shortcut.START_RUN, model::startRun),
                                entry(Shortcut.HOLD_RUN, model::holdRun),
                                entry(Shortcut.CANCEL_RUN, model.live()::cancel)),
                        menu(
                                "view",
                                entry(
                                        Shortcut.PAGE_HOME,
                                        () -> model.pageProperty().set(Page.HOME)),
                                entry(
                                        Shortcut.PAGE_DESIGN,
                                        () -> model.pageProperty().set(Page.DESIGN)),
                                entry(
                                        Shortcut.PAGE_RUNS,
                                        () -> model.pageProperty().set(Page.RUNS)),
                                entry(
                                        Shortcut.PAGE_RESULT,
                                        () -> model.pageProperty().set(Page.RESULT)),
                                entry(
                                        Shortcut.PAGE_ITEMS,
                                        () -> model.pageProperty().set(Page.ITEMS)),
                                entry(
                                        Shortcut.PAGE_MODELS,
                                        () -> model.pageProperty().set(Page.MODELS)),
                                new SeparatorMenuItem(),
                                entry(Shortcut.FIT, fit),
                                entry(Shortcut.THEME, model::switchTheme)));
    }

    /// Undo and redo say which step they mean.
    private static Menu edit(DesignViewModel design) {
        MenuItem undo = entry(Shortcut.UNDO, design::undo);
        MenuItem redo = entry(Shortcut.REDO, design::redo);
        undo.textProperty().bind(design.progressProperty().map(p -> Texts.of("menu.undo", p.undo())));
        redo.textProperty().bind(design.progressProperty().map(p -> Texts.of("menu.redo", p.redo())));
        undo.disableProperty().bind(design.progressProperty().map(p -> p.undo().isEmpty()));
        redo.disableProperty().bind(design.progressProperty().map(p -> p.redo().isEmpty()));
        return menu("edit", undo, redo);
    }

    private static Menu menu(String key, MenuItem... entries) {
        Menu menu = new Menu(Texts.of("menu." + key), null, entries);
        menu.setId("menu-" + key);
        return menu;
    }

    private static MenuItem entry(Shortcut shortcut, Runnable action) {
        String key = shortcut.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        MenuItem item = new MenuItem(Texts.of("menu.entry." + key));
        item.setId("menu-" + key);
        item.setAccelerator(shortcut.keys());
        item.setOnAction(event -> action.run());
        return item;
    }
}
