package org.loopwright.app.design;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loopwright.app.session.LoopEntry;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.edit.Inlining;
import org.loopwright.loop.edit.LoopChange;
import org.loopwright.loop.edit.NodeDrafts;
import org.loopwright.loop.edit.SubLoops;

/// Loops in loops: marked nodes become a loop of their own and come back, and a called loop is opened in
/// place.
final class NestedLoops {
    private static final String ENDING = ".loop.yaml";

    private final DesignViewModel model;
    private final LoopTrail trail;
    private final LoopKeeper keeper;

    NestedLoops(DesignViewModel model, LoopTrail trail, LoopKeeper keeper) {
        this.model = model;
        this.trail = trail;
        this.keeper = keeper;
    }

    /// Makes the marked nodes a loop of the project, and calls it in their place. Its file is written at once;
    /// undoing takes the call back and leaves the file.
    void extract() {
        model.drawn().ifPresent(loop -> {
            try {
                extract(loop);
            } catch (LoopException e) {
                model.refuse(String.valueOf(e.getMessage()));
            }
        });
    }

    private void extract(LoopSpec loop) {
        Set<String> marked = model.selectedProperty().get();
        String first = loop.nodes().keySet().stream()
                .filter(marked::contains)
                .findFirst()
                .orElse("part");
        String file =
                NodeDrafts.fresh(trail.known().stream().map(NestedLoops::name).toList(), first + "-part") + ENDING;
        SubLoops.SubLoop sub = SubLoops.extract(placed(loop), marked, name(file), file, model.editor());
        keeper.write(file, sub.text(), () -> {
            trail.add(new LoopEntry(file, sub.text(), model.editor().parse(sub.text(), trail::loop)));
            model.change(Texts.of("edit.extract", sub.call()), afterPlacing(sub.change()));
            model.select(Set.of(sub.call()));
        });
    }

    private static String name(String file) {
        return file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : file;
    }

    /// Puts the nodes of the called loop in the place of the marked call. Its file stays.
    void dissolve() {
        model.drawn().ifPresent(loop -> {
            try {
                String node = call(loop);
                String file = file(loop.node(node));
                String text = trail.entry(file)
                        .map(LoopEntry::text)
                        .orElseThrow(() -> new LoopException("the project has no loop `" + file + "`"));
                model.change(
                        Texts.of("edit.dissolve", node),
                        afterPlacing(Inlining.inline(placed(loop), node, text, model.editor())));
            } catch (LoopException e) {
                model.refuse(String.valueOf(e.getMessage()));
            }
        });
    }

    /// The loop with the places that are seen, also where the file gives none.
    private LoopSpec placed(LoopSpec loop) {
        Map<String, LoopSpec.Position> places = model.arrangement().unplaced();
        places.putAll(loop.layout());
        return loop.withLayout(places);
    }

    /// What is seen stays where it is.
    private LoopChange afterPlacing(LoopChange change) {
        Map<String, LoopSpec.Position> rest = model.arrangement().unplaced();
        return rest.isEmpty() ? change : new LoopChange.All(List.of(new LoopChange.Move(rest), change));
    }

    private String call(LoopSpec loop) {
        Set<String> marked = model.selectedProperty().get();
        if (marked.size() != 1) {
            throw new LoopException(Texts.of("nested.mark-one"));
        }
        return loop.node(marked.iterator().next()).id();
    }

    private static String file(NodeSpec node) {
        return SubLoops.calledBy(node).orElseThrow(() -> new LoopException(Texts.of("nested.no-call", node.id())));
    }

    /// The files of the loops that a node calls.
    List<String> called(String node) {
        return model.drawn()
                .map(loop -> SubLoops.called(loop.node(node), model.editor().kinds()))
                .orElse(List.of());
    }

    /// Opens the loop that the marked node calls, the first of several, in place of this one. This one is saved first.
    void into() {
        model.drawn().ifPresent(loop -> {
            try {
                String node = call(loop);
                into(called(node).stream()
                        .findFirst()
                        .orElseThrow(() -> new LoopException(Texts.of("nested.no-call", node))));
            } catch (LoopException e) {
                model.refuse(String.valueOf(e.getMessage()));
            }
        });
    }

    /// Opens a loop of the project in place of this one. This one is saved first.
    void into(String file) {
        if (trail.entry(file).isEmpty()) {
            model.refuse("the project has no loop `" + file + "`");
            return;
        }
        model.whenSaved(() -> {
            trail.into(file);
            trail.entry(file).ifPresent(model::draw);
        });
    }

    /// Goes back to a loop on the way. This one is saved first.
    ///
    /// @param place in the trail, from 0
    void back(int place) {
        model.whenSaved(() -> {
            trail.back(place);
            Optional.of(trail.filesProperty().get().getLast())
                    .flatMap(trail::entry)
                    .ifPresent(model::draw);
        });
    }
}
