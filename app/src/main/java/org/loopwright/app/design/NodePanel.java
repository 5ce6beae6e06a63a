package org.loopwright.app.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.ExitId;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.edit.LoopChange;

/// The editor of one node: its name, the settings that its kind describes, its prompt, its exits, and
/// where what it writes may come from.
final class NodePanel extends VBox {
    private static final List<String> SAMPLING = List.of("temperature", "max-tokens", "top-k", "top-p", "stop");
    private static final List<String> ROLES = List.of("user", "assistant", "system");

    private final DesignViewModel model;
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);

    NodePanel(DesignViewModel model) {
        this.model = model;
        getStyleClass().add("side-panel");
        setId("node-panel");
        body.getStyleClass().add("panel-body");
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
    }

    /// Shows a node. The field that had the keyboard gets it back.
    void show(NodeDetails node) {
        Node owner = getScene() == null ? null : getScene().getFocusOwner();
        String focus = owner != null && isInside(owner) ? owner.getId() : null;
        double place = scroll.getVvalue();
        NodeForm form = node.form();
        body.getChildren().clear();
        addAbout(node);
        form.fields().forEach(field -> addField(form, field));
        addCap(form);
        addExits(form);
        if (form.fields().isEmpty()) {
            node.settings()
                    .forEach((name, value) ->
                            body.getChildren().add(FormField.named(name, Labels.wrapping(value, "code-text"))));
        }
        addSources(node);
        getChildren().setAll(head(node), scroll);
        if (focus != null) {
            Platform.runLater(() -> {
                scroll.setVvalue(place);
                Node again = lookup("#" + focus);
                if (again != null) {
                    again.requestFocus();
                }
            });
        }
    }

    private boolean isInside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(this)) {
                return true;
            }
        }
        return false;
    }

    private Node head(NodeDetails node) {
        Family family = Family.of(node.card().kind());
        String id = node.card().id();
        StackPane icon = new StackPane(family.icon());
        icon.getStyleClass().addAll("card-icon");
        TextField name = FormField.text("node-name", Texts.of("details.name"), id, next -> rename(id, next));
        name.getStyleClass().add("name-field");
        VBox names =
                new VBox(name, Labels.of(Texts.of("details.kind", node.card().kind(), family.label()), "muted"));
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                icon,
                names,
                Named.iconButton(
                        "start-here",
                        Texts.of("details.start"),
                        Icons.PLAY.node(),
                        () -> model.change(new LoopChange.SetStart(id))),
                Named.iconButton("close-details", Texts.of("details.close"), Icons.CLOSE.node(), model::chooseNothing));
        head.getStyleClass().addAll("panel-head", family.tone());
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void rename(String id, String next) {
        model.change(new LoopChange.RenameNode(id, next));
        model.choose(next);
    }

    private void addAbout(NodeDetails node) {
        if (!node.summary().isEmpty()) {
            body.getChildren().add(Labels.wrapping(node.summary(), "muted"));
        }
        node.problems().forEach(problem -> body.getChildren().add(Labels.wrapping(problem.message(), "problem")));
    }

    private void addField(NodeForm form, Field field) {
        Object value = form.node().settings().tree().get(field.name());
        String id = "set-" + field.name();
        List<String> path = List.of(field.name());
        Node editor = switch (field.type()) {
            case ROLE -> choice(form, field, value, form.loop().models());
            case READ, WRITE -> choice(form, field, value, slots(form.loop(), field.slotType()));
            case READS, TEXTS -> FormField.text(id, field.doc(), joined(value), next -> set(form, path, split(next)));
            case TEXT, REGEX, LOOP, INTEGER, NUMBER, MODEL, ROW_CONDITION ->
                FormField.text(id, field.doc(), joined(value), next -> set(form, path, plain(next)));
            case ARGUMENTS, RESULTS, ROLES ->
                FormField.text(id, field.doc(), pairs(value), next -> set(form, path, map(next)));
            case SAMPLING -> sampling(form, field);
            case PROMPT -> prompt(form, field);
            case CASES -> cases(form, field);
        };
        VBox named = FormField.named(field.name(), editor);
        Named.tip((Label) named.getChildren().getFirst(), field.doc());
        body.getChildren().add(named);
    }

    private Node choice(NodeForm form, Field field, @Nullable Object value, List<String> choices) {
        return FormField.choice(
                "set-" + field.name(),
                field.doc(),
                joined(value),
                choices,
                next -> set(form, List.of(field.name()), next));
    }

    private static List<String> slots(LoopSpec loop, @Nullable SlotType type) {
        return loop.slots().values().stream()
                .filter(slot -> type == null || slot.type() == type)
                .map(SlotSpec::name)
                .toList();
    }

    private Node sampling(NodeForm form, Field field) {
        FlowPane row = new FlowPane(8, 6);
        Map<String, Object> map =
                form.node().settings().tree().get(field.name()) instanceof Map<?, ?> tree ? copy(tree) : Map.of();
        for (String key : SAMPLING) {
            TextField text = FormField.text(
                    "set-" + key,
                    Texts.of("details.sampling-of", key),
                    joined(map.get(key)),
                    next -> set(form, List.of(field.name(), key), plain(next)));
            text.setPrefWidth(82);
            row.getChildren().add(FormField.named(key, text));
        }
        return row;
    }

    private static Map<String, Object> copy(Map<?, ?> tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        tree.forEach((key, value) -> map.put(String.valueOf(key), value));
        return map;
    }

    private Node prompt(NodeForm form, Field field) {
        List<Map<String, Object>> messages = maps(form.node().settings().tree().get(field.name()));
        VBox box = new VBox();
        box.getStyleClass().add("stack");
        for (int i = 0; i < messages.size(); i++) {
            box.getChildren().add(message(form, field, messages, i));
        }
        box.getChildren().add(Named.button("add-message", Texts.of("details.add-message"), Icons.ADD.node(), () -> {
            List<Map<String, Object>> more = new ArrayList<>(messages);
            more.add(Map.of(more.size() % 2 == 0 ? "user" : "assistant", ""));
            set(form, List.of(field.name()), more);
        }));
        return box;
    }

    private Node message(NodeForm form, Field field, List<Map<String, Object>> messages, int index) {
        Map.Entry<String, Object> message =
                messages.get(index).entrySet().stream().findFirst().orElse(Map.entry("user", ""));
        var role = FormField.choice(
                "role-" + index,
                Texts.of("details.message-role", index + 1),
                message.getKey(),
                ROLES,
                next -> set(form, List.of(field.name()), with(messages, index, Map.of(next, message.getValue()))));
        var remove = Named.iconButton(
                "remove-message-" + index, Texts.of("details.remove-message"), Icons.CLOSE.node(), () -> {
                    List<Map<String, Object>> less = new ArrayList<>(messages);
                    less.remove(index);
                    set(form, List.of(field.name()), less);
                });
        TextArea text = FormField.lines(
                "message-" + index,
                Texts.of("details.message", index + 1),
                String.valueOf(message.getValue()),
                next -> set(form, List.of(field.name()), with(messages, index, Map.of(message.getKey(), next))));
        text.getStyleClass().add("code-text");
        SlotCompletion.on(text, List.copyOf(form.loop().slots().keySet()));
        FlowPane named = new FlowPane(4, 4);
        text.textProperty().subscribe(now -> showNames(form, now, named));
        HBox head = new HBox(role, remove);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(head, text, named);
        box.getStyleClass().addAll("message", "role-" + message.getKey());
        return box;
    }

    /// The slots that a template names, the unknown ones in red, as it is typed.
    private void showNames(NodeForm form, String template, FlowPane into) {
        into.getChildren().clear();
        try {
            model.language().templates().variables(template).stream()
                    .sorted()
                    .forEach(name -> into.getChildren()
                            .add(Labels.chip(name, form.loop().slots().containsKey(name) ? "accent" : "danger")));
        } catch (LoopException e) {
            into.getChildren().add(Labels.wrapping(String.valueOf(e.getMessage()), "problem", "small"));
        }
    }

    private Node cases(NodeForm form, Field field) {
        List<Map<String, Object>> cases = maps(form.node().settings().tree().get(field.name()));
        VBox box = new VBox();
        box.getStyleClass().add("stack");
        for (int i = 0; i < cases.size(); i++) {
            box.getChildren().add(oneCase(form, field, cases, i));
        }
        box.getChildren().add(Named.button("add-case", Texts.of("details.add-case"), Icons.ADD.node(), () -> {
            List<Map<String, Object>> more = new ArrayList<>(cases);
            more.add(Math.max(0, more.size() - 1), ordered("when", "true", "case-" + (more.size() + 1)));
            set(form, List.of(field.name()), more);
        }));
        return box;
    }

    private static Map<String, Object> ordered(String key, String when, String exit) {
        Map<String, Object> one = new LinkedHashMap<>();
        if (!when.isBlank()) {
            one.put(key, when);
        }
        one.put("exit", exit);
        return one;
    }

    private Node oneCase(NodeForm form, Field field, List<Map<String, Object>> cases, int index) {
        String when = joined(cases.get(index).get("when"));
        String exit = joined(cases.get(index).get("exit"));
        TextField condition = FormField.text(
                "when-" + index,
                Texts.of("details.when", index + 1),
                when,
                next -> set(form, List.of(field.name()), with(cases, index, ordered("when", next, exit))));
        condition.setPromptText(Texts.of("details.else"));
        condition.getStyleClass().add("code-text");
        TextField leads = FormField.text(
                "case-exit-" + index,
                Texts.of("details.case-exit", index + 1),
                exit,
                next -> set(form, List.of(field.name()), with(cases, index, ordered("when", when, next))));
        leads.setPrefWidth(86);
        leads.setMinWidth(86);
        HBox.setHgrow(condition, Priority.ALWAYS);
        var remove =
                Named.iconButton("remove-case-" + index, Texts.of("details.remove-case"), Icons.CLOSE.node(), () -> {
                    List<Map<String, Object>> less = new ArrayList<>(cases);
                    less.remove(index);
                    set(form, List.of(field.name()), less);
                });
        Label error = Labels.wrapping("", "problem", "small");
        error.setId("when-error-" + index);
        condition.textProperty().subscribe(now -> {
            String wrong = wrong(form.loop(), now);
            error.setText(wrong);
            error.setManaged(!wrong.isEmpty());
        });
        HBox row = new HBox(condition, leads, remove);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("pair");
        return new VBox(row, error);
    }

    private String wrong(LoopSpec loop, String condition) {
        if (condition.isBlank()) {
            return "";
        }
        Map<String, SlotType> types = new LinkedHashMap<>();
        loop.slots().forEach((name, slot) -> types.put(name, slot.type()));
        try {
            return model.language().conditions().check(condition, types).orElse("");
        } catch (LoopException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void addCap(NodeForm form) {
        TextField cap = FormField.text(
                "set-max-visits",
                Texts.of("details.max-visits"),
                Optional.ofNullable(form.node().maxVisits()).orElse(""),
                next -> set(form, List.of("max-visits"), plain(next)));
        body.getChildren().add(FormField.named("max-visits", cap));
    }

    private void addExits(NodeForm form) {
        if (form.exits().isEmpty()) {
            return;
        }
        body.getChildren().add(Labels.section(Texts.of("details.exits")));
        for (String exit : form.exits()) {
            NodeSpec node = form.node();
            var target = FormField.choice(
                    "exit-to-" + exit,
                    Texts.of("details.exit-to", exit),
                    node.exits().getOrDefault(exit, ""),
                    form.loop().nodes().keySet().stream()
                            .filter(id -> !id.equals(node.id()))
                            .toList(),
                    next -> model.change(new LoopChange.Connect(node.id(), exit, next)));
            HBox.setHgrow(target, Priority.ALWAYS);
            var name = Labels.whole(exit, "pair-name");
            name.setPrefWidth(70);
            HBox row = new HBox(name, target);
            row.setAlignment(Pos.CENTER_LEFT);
            row.getStyleClass().add("pair");
            if (node.exits().containsKey(exit)) {
                row.getChildren()
                        .add(Named.iconButton(
                                "unwire-" + exit,
                                Texts.of("details.unwire", exit),
                                Icons.CLOSE.node(),
                                () -> model.change(new LoopChange.Disconnect(node.id(), exit))));
            }
            body.getChildren().add(row);
        }
    }

    private void addSources(NodeDetails node) {
        body.getChildren().add(Labels.section(Texts.of("details.sources")));
        FlowPane chips = new FlowPane(6, 6);
        model.flow()
                .map(flow -> flow.through(new ExitId(node.card().id(), "")))
                .orElse(java.util.Set.copyOf(node.sources()))
                .forEach(source ->
                        chips.getChildren().add(Labels.chip(source, source.equals("oracle") ? "danger" : "neutral")));
        body.getChildren().addAll(chips, Labels.wrapping(Texts.of("details.sources-note"), "small", "muted"));
    }

    /// An empty value removes the setting.
    private void set(NodeForm form, List<String> path, Object value) {
        boolean empty = value.equals("") || value.equals(List.of()) || value.equals(Map.of());
        String node = form.node().id();
        model.change(empty ? new LoopChange.RemoveSetting(node, path) : new LoopChange.SetSetting(node, path, value));
    }

    private static List<Map<String, Object>> maps(@Nullable Object value) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> maps.add(element instanceof Map<?, ?> map ? copy(map) : Map.of()));
        }
        return maps;
    }

    private static List<Map<String, Object>> with(
            List<Map<String, Object>> list, int index, Map<String, Object> element) {
        List<Map<String, Object>> copy = new ArrayList<>(list);
        copy.set(index, element);
        return copy;
    }

    private static String joined(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(String::valueOf).toList());
        }
        return value == null ? "" : value.toString();
    }

    private static String pairs(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                ? String.join(
                        ", ",
                        map.entrySet().stream()
                                .map(e -> e.getKey() + ": " + e.getValue())
                                .toList())
                : joined(value);
    }

    private static List<String> split(String text) {
        return List.of(text.strip().split("\\s*,\\s*")).stream()
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static Object map(String text) {
        if (!text.contains(":")) {
            return text.strip();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        split(text).forEach(pair -> {
            int colon = pair.indexOf(':');
            map.put(
                    pair.substring(0, Math.max(0, colon)).strip(),
                    pair.substring(colon + 1).strip());
        });
        return map;
    }

    /// A number where the text is one.
    static Object plain(String text) {
        String stripped = text.strip();
        if (stripped.matches("-?\\d{1,18}")) {
            return Long.valueOf(stripped);
        }
        return stripped.matches("-?\\d+\\.\\d+") ? (Object) Double.valueOf(stripped) : stripped;
    }
}
