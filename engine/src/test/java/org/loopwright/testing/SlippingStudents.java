package org.loopwright.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;

/// Opens every model of the sample project as a scripted one: its drafts are right in three of five
/// seeds, its check recomputes and so is always right, its revision is right where the check that it
/// reads is of its own problem.
///
/// @param latency of each call
public record SlippingStudents(Duration latency) implements ModelOpener {
    /// Answers at once.
    public SlippingStudents() {
        this(Duration.ZERO);
    }

    @Override
    public ModelCard card(Path folder) {
        return open(folder).card();
    }

    @Override
    public LanguageModel open(Path folder) {
        return ScriptedLanguageModel.named(folder.getFileName().toString(), SlippingStudents::answer)
                .withLatency(latency);
    }

    /// What every model says.
    public static String answer(Prompt prompt, long seed) {
        String question = prompt.messages().getFirst().text();
        String[] factors = question.replace("work ", "").split("\\*");
        String right = String.format(Locale.ROOT, "%05d", Long.parseLong(factors[0]) * Long.parseLong(factors[1]));
        String last = prompt.messages().getLast().text();
        return switch (last) {
            case "check" ->
                prompt.messages().get(1).text().equals(right) ? "for " + right + " y" : "for " + right + " na";
            case "revise" -> prompt.messages().get(3).text().contains(right) ? right : "77777";
            default -> Math.floorMod(seed, 5) < 3 ? right : "99999";
        };
    }

    @Override
    public void close() {}
}
