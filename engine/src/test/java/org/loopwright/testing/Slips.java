package org.loopwright.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;

/// Opens, whatever the folder holds, a script for the sample project: it multiplies wrongly, in a way that its seed
/// decides, checks rightly, and revises rightly unless it is told to be careless.
public record Slips(Duration latency) implements ModelOpener {
    @Override
    public ModelCard card(Path model) {
        return open(model).card();
    }

    @Override
    public LanguageModel open(Path model) {
        return ScriptedLanguageModel.named("student", Slips::answer).withLatency(latency);
    }

    private static String answer(Prompt prompt, long seed) {
        String first = prompt.messages().getFirst().text();
        if (first.contains("carelessly")) {
            return "99999";
        }
        String[] factors = first.split("\\*", -1);
        if (factors.length != 2) {
            return "step " + Math.floorMod(seed, 1000);
        }
        long product = Long.parseLong(factors[0]) * Long.parseLong(factors[1]);
        String right = String.format(Locale.ROOT, "%05d", product);
        return switch (prompt.messages().getLast().text()) {
            case "check" -> Objects.equals(prompt.messages().get(1).text(), right) ? "steps y" : "steps nt";
            case "revise" -> right;
            default -> String.format(Locale.ROOT, "%05d", product + Math.floorMod(seed >> 8, 40) * 10L + 10);
        };
    }

    @Override
    public void close() {}
}
