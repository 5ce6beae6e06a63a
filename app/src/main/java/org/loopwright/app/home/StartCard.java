package org.loopwright.app.home;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.control.Named;
import org.loopwright.app.look.Icons;
import org.loopwright.app.session.DatasetEntry;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.session.ProjectCard;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopSpec;

/// The loop that the project is about: what it goes through, over what, and the two buttons that a newcomer
/// looks for. Its other loops stand below.
final class StartCard extends VBox {
    private static final int SHOWN = 12;
    private static final String PARAMS = "params.";

    /// @param draw opens the drawing of a loop
    /// @param run opens the drawing of a loop and runs it
    StartCard(ProjectContents contents, Consumer<LoopEntry> draw, Consumer<LoopEntry> run) {
        setId("home-start");
        getStyleClass().addAll("card-box", "home-start");
        LoopEntry loop = contents.loops().stream()
                .filter(one -> one.fileName().equals(contents.card().loop()))
                .findFirst()
                .orElse(contents.loops().isEmpty() ? null : contents.loops().getFirst());
        if (loop == null) {
            getChildren()
                    .addAll(
                            Labels.of(Texts.of("home.no-loop.title"), "card-title"),
                            Labels.wrapping(Texts.of("home.no-loop.sentence"), "small", "muted"));
            return;
        }
        getChildren().addAll(head(loop, draw, run), Labels.wrapping(steps(loop), "home-steps"));
        cycles(loop).forEach(cycle -> getChildren().add(Labels.wrapping(cycle, "small")));
        getChildren().add(Labels.wrapping(order(contents), "small", "muted"));
        List<LoopEntry> others = new ArrayList<>(contents.loops());
        others.remove(loop);
        if (!others.isEmpty()) {
            getChildren().add(others(others, draw));
        }
    }

    private static HBox head(LoopEntry loop, Consumer<LoopEntry> draw, Consumer<LoopEntry> run) {
        Button go = Named.button("home-run", Texts.of("home.run-loop"), Icons.PLAY.node(), () -> run.accept(loop));
        go.getStyleClass().add("accent");
        go.setDisable(!loop.parse().runnable());
        VBox names = new VBox(Labels.of(Texts.of("home.the-loop"), "field-name"), Labels.of(loop.name(), "title-4"));
        names.setMinWidth(0);
        HBox.setHgrow(names, Priority.ALWAYS);
        HBox head = new HBox(
                10,
                Icons.LOOP.node("home-loop-icon"),
                names,
                Named.button("home-draw", Texts.of("home.draw-loop"), Icons.LOOP.node(), () -> draw.accept(loop)),
                go);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    /// The nodes in the order of the file, which is the order in which people read a loop.
    private static String steps(LoopEntry loop) {
        LoopSpec spec = loop.parse().loop();
        return spec == null
                ? String.join("\n", loop.parse().errors())
                : String.join("   \u2192   ", spec.nodes().keySet());
    }

    /// The exits that lead back, for the line above shows a chain.
    private static List<String> cycles(LoopEntry loop) {
        LoopSpec spec = loop.parse().loop();
        List<String> cycles = new ArrayList<>();
        if (spec != null) {
            List<String> seen = new ArrayList<>();
            spec.nodes().forEach((id, node) -> {
                seen.add(id);
                node.exits().values().stream()
                        .distinct()
                        .filter(seen::contains)
                        .forEach(target -> cycles.add(cycle(spec, id, target)));
            });
        }
        return cycles;
    }

    private static String cycle(LoopSpec spec, String from, String to) {
        String cap = spec.node(to).maxVisits();
        String most = cap == null
                ? ""
                : cap.startsWith(PARAMS)
                        ? String.valueOf(spec.params().getOrDefault(cap.substring(PARAMS.length()), cap))
                        : cap;
        return switch (most) {
            case "" -> Texts.of("home.cycle", from, to);
            case "1" -> Texts.of("home.cycle-once", from, to);
            default -> Texts.of("home.cycle-capped", from, to, most);
        };
    }

    private static String order(ProjectContents contents) {
        ProjectCard card = contents.card();
        DatasetEntry dataset = contents.datasets().stream()
                .filter(one -> one.name().equals(card.dataset()))
                .findFirst()
                .orElse(
                        contents.datasets().isEmpty()
                                ? null
                                : contents.datasets().getFirst());
        if (dataset == null) {
            return Texts.of("home.no-dataset");
        }
        int items = card.items() == 0 ? dataset.items() : Math.min(card.items(), dataset.items());
        String models = card.models().values().stream().distinct().sorted().collect(Collectors.joining(", "));
        return models.isEmpty()
                ? Texts.of("home.order-no-model", Figures.count(items), dataset.name())
                : Texts.of("home.order", Figures.count(items), dataset.name(), models);
    }

    private static FlowPane others(List<LoopEntry> others, Consumer<LoopEntry> draw) {
        FlowPane links = new FlowPane(4, 2);
        links.setAlignment(Pos.CENTER_LEFT);
        links.getChildren().add(Labels.of(Texts.of("home.other-loops"), "small", "muted"));
        others.stream().limit(SHOWN).forEach(loop -> {
            Hyperlink link = Named.node(
                    new Hyperlink(loop.name()),
                    "home-loop-" + loop.fileName(),
                    Texts.of("home.open-loop", loop.name()));
            link.setOnAction(event -> draw.accept(loop));
            links.getChildren().add(link);
        });
        if (others.size() > SHOWN) {
            links.getChildren().add(Labels.of(Texts.of("home.more-loops", others.size() - SHOWN), "small", "muted"));
        }
        return links;
    }
}
