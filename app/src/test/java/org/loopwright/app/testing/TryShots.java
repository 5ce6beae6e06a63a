package org.loopwright.app.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.TextArea;

/// Pictures of a prompt with completions, and of a loop in the middle of its steps.
final class TryShots {
    private final Screenshots window;

    TryShots(Screenshots window) {
        this.window = window;
    }

    /// A prompt with completions, and a loop in the middle of its steps. Needs a real project, whose prompt of a paper
    /// is
    /// made here.
    void take() throws Exception {
        window.openDrawing();
        window.await("#node-check");
        Screenshots.settle(800);
        shoot();
    }

    private void shoot() throws Exception {
        Path paper = window.project().resolve("prompts/paper/self-check/check.txt");
        Files.createDirectories(paper.getParent());
        Files.writeString(
                paper,
                "# A made-up paper, figure 2\n[user]\n{{ question }}\n[assistant]\n{{ answer }}\n[user]\nPlease check it\n");
        window.click("#try-toggle");
        window.await("#try-draw");
        Screenshots.settle(1500);
        window.click("#node-check");
        Screenshots.settle(600);
        window.click("#close-details");
        window.click("#try-tab-step");
        Screenshots.settle(600);
        window.click("#try-step");
        window.await("#try-next-node");
        Screenshots.settle(500);
        window.click("#try-step");
        Screenshots.settle(1500);
        window.shot("try-step-first");
        window.click("#try-tab-prompt");
        Screenshots.settle(900);
        window.shot("try-prompt-draft");
        window.click("#node-check");
        Screenshots.settle(2500);
        window.click("#try-draw");
        window.await("#try-grade-4");
        Screenshots.settle(900);
        window.shot("try-prompt-check");
        window.click("#try-as-list");
        Screenshots.settle(600);
        window.shot("try-prompt-list");
        window.click("#try-as-list");
        window.click("#close-details");
        window.click("#try-tab-step");
        Screenshots.settle(600);
        Screenshots.on(() -> window.model().trying().tabProperty().set(org.loopwright.app.trial.TryViewModel.Tab.STEP));
        window.click("#try-edit-answer");
        Screenshots.settle(300);
        Screenshots.on(() -> window.find("#try-edit-text", TextArea.class).setText("01380"));
        Screenshots.settle(300);
        window.shot("try-step-edit");
        window.click("#try-edit-put");
        Screenshots.settle(1200);
        window.click("#breakpoint-gate");
        Screenshots.settle(200);
        window.click("#try-continue");
        Screenshots.settle(1500);
        window.shot("try-step-breakpoint");
        window.click("#try-continue");
        Screenshots.settle(1500);
        window.click("#try-back");
        Screenshots.settle(500);
        window.click("#try-back");
        Screenshots.settle(1200);
        window.shot("try-step-back");
        window.click("#try-toggle");
        Screenshots.settle(500);
    }
}
