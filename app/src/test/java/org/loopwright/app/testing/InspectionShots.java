package org.loopwright.app.testing;

/// Pictures of forks, tokens, comparisons, notes and queries.
final class InspectionShots {
    private final Screenshots window;

    InspectionShots(Screenshots window) {
        this.window = window;
    }

    /// Forks, tokens, comparisons, notes and queries, of a run of 200 items that is made here.
    void take() throws Exception {
        window.openDrawing();
        window.await("#node-check");
        Screenshots.on(() ->
                window.find("#run-items", javafx.scene.control.TextField.class).setText("200"));
        Screenshots.on(() -> window.model().startRun());
        window.await("#run-open-result");
        Screenshots.settle(500);
        window.click("#run-open-result");
        window.await("#cell-wrong-right");
        window.click("#run-dismiss");
        window.click("#cell-wrong-right");
        window.await("#answer-1");
        Screenshots.on(() -> choose("#token-colour", 1));
        Screenshots.settle(2500);
        window.shot("items-tokens");
        window.click("#story-compare");
        Screenshots.settle(400);
        window.shot("items-compare");
        window.click("#story-compare");
        Screenshots.on(() -> choose("#token-colour", 0));
        window.click("#fork-turn-0");
        window.await("#fork-form");
        Screenshots.settle(400);
        window.shot("items-fork-form");
        window.click("#fork-turn-1");
        window.await("#fork-form");
        Screenshots.on(() -> {
            choose("#fork-kind", 2);
            setSetting("revise.sampling.temperature");
            window.find("#fork-value", javafx.scene.control.TextField.class).setText("2.0");
            window.find("#fork-samples", javafx.scene.control.Spinner.class)
                    .getEditor()
                    .setText("24");
        });
        window.click("#fork-start");
        window.await("#continuation-23");
        Screenshots.settle(1500);
        window.shot("items-fork-answers");
        window.click("#continuation-3");
        window.await("#items-parent");
        Screenshots.settle(1000);
        window.shot("items-fork-continuation");
        window.click("#items-parent");
        Screenshots.settle(1000);
        window.click("#story-notes");
        window.await("#note-tag");
        Screenshots.on(() -> window.find("#note-text", javafx.scene.control.TextArea.class)
                .setText("The check finds the slip in the tens, and the revision repeats it."));
        window.click("#note-keep");
        Screenshots.on(() -> {
            javafx.scene.control.TextField tag = window.find("#note-tag", javafx.scene.control.TextField.class);
            tag.setText("carry slip");
            tag.fireEvent(new javafx.event.ActionEvent());
        });
        window.click("#rating-4");
        Screenshots.on(() -> window.find("#item-search", javafx.scene.control.TextField.class)
                .setText("fixed node:revise entropy>0.05"));
        Screenshots.settle(900);
        window.shot("items-notes");
        Screenshots.on(() -> window.find("#item-search", javafx.scene.control.TextField.class)
                .setText("fixed nod:revise"));
        Screenshots.settle(500);
        window.shot("items-query-error");
    }

    private void choose(String selector, int index) {
        window.find(selector, javafx.scene.control.ComboBox.class)
                .getSelectionModel()
                .select(index);
    }

    @SuppressWarnings("unchecked")
    private void setSetting(String text) {
        javafx.scene.control.ComboBox<String> box = window.find("#fork-setting", javafx.scene.control.ComboBox.class);
        box.getEditor().setText(text);
        box.setValue(text);
    }
}
