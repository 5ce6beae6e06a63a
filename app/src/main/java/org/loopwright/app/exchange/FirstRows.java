package org.loopwright.app.exchange;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.MapChangeListener;
import javafx.collections.WeakMapChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.loopwright.app.control.Named;
import org.loopwright.app.text.Texts;
import org.loopwright.exchange.ImportPreview;

/// The first rows of a table, each column with what it is taken for above its name.
final class FirstRows extends TableView<List<String>> {
    private static final int LONGEST = 120;

    private final ImportViewModel model;
    private final MapChangeListener<String, String> renaming = change -> rename();

    FirstRows(ImportPreview preview, ImportViewModel model) {
        this.model = model;
        Named.node(this, "import-rows", Texts.of("import.first-rows"));
        getStyleClass().add("first-rows");
        for (int i = 0; i < preview.columns().size(); i++) {
            int place = i;
            TableColumn<List<String>, String> column =
                    new TableColumn<>(preview.columns().get(i));
            column.setUserData(preview.columns().get(i));
            column.setCellValueFactory(
                    cell -> new ReadOnlyStringWrapper(shortened(cell.getValue().get(place))));
            column.setSortable(false);
            column.setReorderable(false);
            column.setPrefWidth(preview.columns().size() < 6 ? 170 : 130);
            getColumns().add(column);
        }
        getItems().setAll(preview.first());
        setPrefHeight(178);
        setMinHeight(120);
        model.fields().addListener(new WeakMapChangeListener<>(renaming));
        rename();
    }

    private void rename() {
        getColumns().forEach(column -> {
            String name = String.valueOf(column.getUserData());
            String meanings = model.fields().entrySet().stream()
                    .filter(field -> field.getValue().equals(name))
                    .map(field -> Texts.of("import.field." + field.getKey()))
                    .collect(Collectors.joining(", "));
            column.setText(meanings.isEmpty() ? name : Texts.of("import.taken-for", name, meanings));
            column.getStyleClass().removeAll("mapped");
            if (!meanings.isEmpty()) {
                column.getStyleClass().add("mapped");
            }
        });
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "\u2026";
    }
}
