package org.loopwright.app.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.loopwright.model.LanguageModel;
import org.loopwright.model.ModelCard;
import org.loopwright.model.ModelOpener;
import org.loopwright.model.Prompt;
import org.loopwright.task.Datasets;
import org.loopwright.task.Item;
import org.loopwright.task.Split;
import org.loopwright.testing.SampleFolder;
import org.loopwright.testing.ScriptedLanguageModel;

/// Opens, whatever the folder holds, a script that plays a student of Self-Refine: its draft is wrong, its
/// critique says so, and its refinement is right when the critique is in its prompt.
public final class RefiningModels implements ModelOpener {
    private final Map<String, String> answers = new LinkedHashMap<>();

    /// Knows the answers of the shipped recipe's problems.
    public RefiningModels() {
        Path file = SampleFolder.ROOT.resolve("sample-projects/self-refine/data/dev.jsonl");
        for (Item item : Datasets.read(file, "word-problems", Split.DEV).items()) {
            answers.put(String.valueOf(item.fields().get("question")), String.valueOf(item.gold()));
        }
    }

    @Override
    public ModelCard card(Path folder) {
        return ScriptedLanguageModel.named(String.valueOf(folder.getFileName()), (prompt, seed) -> "")
                .card();
    }

    @Override
    public LanguageModel open(Path folder) {
        return ScriptedLanguageModel.named(String.valueOf(folder.getFileName()), (prompt, seed) -> answer(prompt));
    }

    private String answer(Prompt prompt) {
        String question = prompt.messages().getFirst().text();
        String request = prompt.messages().getLast().text();
        if (prompt.messages().size() == 1) {
            return "I think it is 0";
        }
        if (request.startsWith("What is wrong")) {
            return "The count is off";
        }
        return request.contains("The count is off") ? "It is " + answers.get(question) : "It is 0";
    }

    @Override
    public void close() {
        // a script holds nothing
    }
}
