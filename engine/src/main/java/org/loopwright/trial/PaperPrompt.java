package org.loopwright.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.loopwright.loop.Settings;
import org.loopwright.project.ProjectException;

/// The prompt that a paper prints for a node, kept in the project: `prompts/paper/LOOP/NODE.txt`, or
/// `prompts/paper/NODE.txt` where all loops of the project share it.
///
/// ```
/// # Madaan et al. 2023, appendix S, figure 31
/// [system]
/// You check sums.
/// [user]
/// {{ question }}
/// ```
///
/// Lines at the top that begin with `#` say where it comes from. A line that is a role in brackets begins a message;
/// text before the first one is the user's. Slots are written as in the loop. The file is read only: it never
/// prompts a model.
///
/// @param file where it lies
/// @param source what its first lines say of where it comes from; may be empty
/// @param messages `{role: template}`, in order
public record PaperPrompt(Path file, String source, List<Settings> messages) {
    private static final Pattern ROLE = Pattern.compile("\\[(system|user|assistant)]");

    public PaperPrompt {
        messages = List.copyOf(messages);
    }

    /// The place of a loop's node, whether there is a file or not.
    ///
    /// @param root the project's folder
    public static Path place(Path root, String loop, String node) {
        return root.resolve("prompts").resolve("paper").resolve(loop).resolve(node + ".txt");
    }

    /// The paper's prompt for a node, or empty when the project keeps none.
    ///
    /// @throws ProjectException when the file can't be read or holds no message
    public static Optional<PaperPrompt> find(Path root, String loop, String node) {
        Path own = place(root, loop, node);
        Path shared = root.resolve("prompts").resolve("paper").resolve(node + ".txt");
        return List.of(own, shared).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .map(PaperPrompt::read);
    }

    private static PaperPrompt read(Path file) {
        try {
            return parse(file, Files.readString(file));
        } catch (IOException e) {
            throw new ProjectException("the paper's prompt " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static PaperPrompt parse(Path file, String text) {
        List<String> source = new ArrayList<>();
        List<Settings> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        String role = "user";
        boolean top = true;
        for (String line : text.lines().toList()) {
            Matcher begins = ROLE.matcher(line.strip());
            if (top && line.startsWith("#")) {
                source.add(line.substring(1).strip());
                continue;
            }
            top = false;
            if (begins.matches()) {
                add(messages, role, message);
                role = begins.group(1);
            } else {
                message.append(line).append('\n');
            }
        }
        add(messages, role, message);
        if (messages.isEmpty()) {
            throw new ProjectException(
                    "the paper's prompt " + file + " holds no message: write `[user]` and the text under it");
        }
        return new PaperPrompt(file, String.join(" ", source), messages);
    }

    private static void add(List<Settings> messages, String role, StringBuilder message) {
        String text = message.toString().strip();
        if (!text.isEmpty()) {
            messages.add(new Settings(Map.of(role, text)));
        }
        message.setLength(0);
    }
}
