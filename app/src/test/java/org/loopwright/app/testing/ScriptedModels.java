package org.loopwright.app.testing;

import java.nio.file.Path;
import java.time.Duration;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.testing.ScriptedLanguageModel;

/// Opens, whatever the folder holds, a script that plays the sample project's student: half of its
/// drafts are wrong, its check finds nearly all of them, and its revision is right.
public final class ScriptedModels implements ModelOpener {
    private final Duration latency;

    /// @param latency of each call
    public ScriptedModels(Duration latency) {
        this.latency = latency;
    }

    @Override
    public ModelCard card(Path folder) {
        return new ModelCard(
                String.valueOf(folder.getFileName()),
                "scripted",
                3_146_240,
                java.util.List.of(new ModelCard.LabelUse("arithmetic", "train")),
                java.util.List.of("format-taught"),
                true,
                "cpu",
                "bytes, probability 1");
    }

    @Override
    public LanguageModel open(Path folder) {
        return ScriptedLanguageModel.answering(ScriptedModels::answer)
                .withCard(card(folder))
                .withLatency(latency);
    }

    private static String answer(Prompt prompt, long seed) {
        String question = prompt.messages().getFirst().text();
        String[] factors = question.split("\\*", -1);
        long product = Long.parseLong(factors[0]) * Long.parseLong(factors[1]);
        String right = String.format(java.util.Locale.ROOT, "%05d", product);
        return switch (prompt.messages().getLast().text()) {
            case "check" -> check(prompt.messages().get(1).text(), right, seed);
            case "revise" -> right;
            default -> Math.floorMod(seed, 2) == 0 ? right : String.format(java.util.Locale.ROOT, "%05d", product + 10);
        };
    }

    private static String check(String draft, String right, long seed) {
        boolean slips = Math.floorMod(seed, 11) == 0;
        return right + (draft.equals(right) != slips ? " y" : " nt");
    }

    @Override
    public void close() {
        // a script holds nothing
    }
}
