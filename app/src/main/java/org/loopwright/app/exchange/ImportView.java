package org.loopwright.app.exchange;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.exchange.ImportPreview;
import org.loopwright.task.Split;

/// A sheet over the window: how a file would be understood, its first rows, and what its fields are taken for.
public final class ImportView extends StackPane {
    private static final int FIELDS_A_ROW = 4;
    private static final double WIDTH = 900;

    private final ImportViewModel model;

    public ImportView(ImportViewModel model) {
        this.model = model;
        getStyleClass().add("sheet-ground");
        setVisible(false);
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                model.close();
                event.consume();
            }
        });
    }

    /// Starts to follow the view model.
    public Subscription attach() {
        return model.previewProperty().subscribe(this::show);
    }

    private void show(@Nullable ImportPreview preview) {
        setVisible(preview != null);
        getChildren().clear();
        if (preview == null) {
            return;
        }
        VBox sheet = new VBox(head(preview), settings(preview));
        if (preview.form() != ImportPreview.Form.LOG) {
            VBox table = new VBox(Labels.section(Texts.of("import.fields")), fields(preview));
            table.visibleProperty().bind(model.asRunsProperty());
            table.managedProperty().bind(model.asRunsProperty());
            sheet.getChildren()
                    .addAll(table, Labels.section(Texts.of("import.first-rows")), new FirstRows(preview, model));
        }
        sheet.getChildren().addAll(problem(), buttons(preview));
        sheet.getStyleClass().addAll("sheet", "stack");
        sheet.setId("import-sheet");
        sheet.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
        getChildren().add(sheet);
        Node first = sheet.lookup("#import-name");
        if (first != null) {
            first.requestFocus();
        }
    }

    private static VBox head(ImportPreview preview) {
        String what = switch (preview.form()) {
            case LOG -> Texts.of("import.is-log");
            case ATTEMPTS, DATASET ->
                Texts.of(
                        "import.is-table",
                        Figures.count(preview.rows()),
                        preview.columns().size());
        };
        String how = preview.form() == ImportPreview.Form.LOG
                ? ""
                : "  " + Texts.of(preview.remembered() ? "import.remembered" : "import.guessed");
        return new VBox(
                Labels.of(Texts.of("import.title", preview.file().getFileName()), "title-3"),
                Labels.wrapping(what + how, "muted"));
    }

    private HBox settings(ImportPreview preview) {
        HBox settings = new HBox(12);
        if (preview.form() != ImportPreview.Form.LOG) {
            ComboBox<Boolean> kind = Named.node(new ComboBox<>(), "import-kind", Texts.of("import.kind"));
            kind.getItems().setAll(true, false);
            kind.setConverter(words(runs -> Texts.of(runs ? "import.kind.runs" : "import.kind.dataset")));
            kind.valueProperty().bindBidirectional(model.asRunsProperty().asObject());
            settings.getChildren().add(field(Texts.of("import.kind"), kind));
        }
        TextField name = Named.node(new TextField(), "import-name", Texts.of("import.name"));
        name.textProperty().bindBidirectional(model.nameProperty());
        ComboBox<Split> split = Named.node(new ComboBox<>(), "import-split", Texts.of("import.split"));
        split.getItems().setAll(Split.values());
        split.setConverter(words(Split::label));
        split.valueProperty().bindBidirectional(model.splitProperty());
        TextField from = Named.node(new TextField(), "import-correct-from", Texts.of("import.correct-from"));
        from.setPromptText(Texts.of("import.correct-from.none"));
        from.setPrefColumnCount(9);
        from.textProperty().bindBidirectional(model.correctFromProperty());
        settings.getChildren()
                .addAll(
                        field(Texts.of("import.name"), name),
                        field(Texts.of("import.split"), split),
                        field(Texts.of("import.correct-from"), from));
        return settings;
    }

    private GridPane fields(ImportPreview preview) {
        GridPane grid = new GridPane(12, 8);
        List<String> meanings = ImportPreview.meanings();
        for (int i = 0; i < meanings.size(); i++) {
            String ours = meanings.get(i);
            ComboBox<String> column =
                    Named.node(new ComboBox<>(), "import-field-" + ours, Texts.of("import.field." + ours));
            column.getItems().setAll(model.columns(preview));
            column.setConverter(words(name -> name.isEmpty() ? Texts.of("import.none") : name));
            column.setValue(model.fields().getOrDefault(ours, ""));
            column.setOnAction(event -> {
                if (column.getValue() != null) {
                    model.map(ours, column.getValue());
                }
            });
            column.setMaxWidth(Double.MAX_VALUE);
            column.setPrefWidth(WIDTH / FIELDS_A_ROW);
            grid.add(field(Texts.of("import.field." + ours), column), i % FIELDS_A_ROW, i / FIELDS_A_ROW);
        }
        return grid;
    }

    private ScrollPane problem() {
        Label text = Labels.wrapping("", "danger-text");
        text.setId("import-problem");
        text.textProperty().bind(model.problemProperty());
        ScrollPane scroll = new ScrollPane(text);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("plain-scroll");
        scroll.setMaxHeight(80);
        scroll.setMinHeight(0);
        scroll.managedProperty().bind(model.problemProperty().isNotEmpty());
        scroll.visibleProperty().bind(model.problemProperty().isNotEmpty());
        return scroll;
    }

    private HBox buttons(ImportPreview preview) {
        Button cancel = Named.button("import-cancel", Texts.of("import.cancel"), Icons.CLOSE.node(), model::close);
        Button take = Named.button("import-now", Texts.of("import.now"), Icons.IMPORT.node(), model::importNow);
        take.getStyleClass().add("accent");
        take.setDefaultButton(true);
        take.disableProperty().bind(model.busyProperty());
        if (preview.form() != ImportPreview.Form.LOG) {
            take.textProperty()
                    .bind(Bindings.when(model.asRunsProperty())
                            .then(Texts.of("import.now.runs"))
                            .otherwise(Texts.of("import.now.dataset")));
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(10, Labels.of(Texts.of("import.whole"), "small", "muted"), space, cancel, take);
        buttons.setAlignment(Pos.CENTER_LEFT);
        return buttons;
    }

    private static VBox field(String name, Node control) {
        VBox field = new VBox(Labels.whole(name, "field-name"), control);
        field.getStyleClass().add("field");
        return field;
    }

    private static <T> StringConverter<T> words(java.util.function.Function<T, String> word) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : word.apply(value);
            }

            @Override
            public @Nullable T fromString(String text) {
                return null;
            }
        };
    }
}
