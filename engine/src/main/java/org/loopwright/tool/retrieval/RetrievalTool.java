package org.loopwright.tool.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.loopwright.loop.Source;
import org.loopwright.loop.ToolCall;
import org.loopwright.loop.ToolResult;
import org.loopwright.tool.Tool;
import org.loopwright.tool.ToolException;

/// The tool `retrieve`: finds the passages of a folder of the project that fit a query best.
///
/// Settings: `folder`, within the project; `k`. Input: the query. Texts: the passages, best first. Passages
/// are the paragraphs of its `.txt` and `.md` files (UTF-8), in the order of their names. Links
/// are not followed, so that a project from elsewhere shows nothing but its own texts. A folder is read at
/// its first use and kept: edits are seen by the next run.
public final class RetrievalTool implements Tool {
    private static final String NAME = "retrieve";
    private static final long MOST_BYTES = 256L << 20;
    private static final Pattern BETWEEN = Pattern.compile("\\R[ \\t]*(?:\\R[ \\t]*)+");

    private final Path root;
    private final Map<Path, PassageIndex> indexes = new ConcurrentHashMap<>();

    /// @param root the project's folder
    public RetrievalTool(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ToolResult use(ToolCall call) {
        String name = call.settings().getOrDefault("folder", "");
        Path folder = root.resolve(name).normalize();
        if (!folder.startsWith(root) || folder.equals(root)) {
            throw new ToolException("folder `" + name + "` is not within the project: name one such as `texts`", null);
        }
        int k = Integer.parseInt(call.settings().getOrDefault("k", "3"));
        PassageIndex index = indexes.computeIfAbsent(folder, this::index);
        List<String> texts = index.best(call.inputs().getFirst(), k).stream()
                .map(PassageIndex.Passage::text)
                .toList();
        return new ToolResult(texts.isEmpty() ? "nothing" : "found", texts, Set.of(new Source.Tool(NAME)));
    }

    private PassageIndex index(Path folder) {
        List<PassageIndex.Passage> passages = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            if (!folder.toRealPath().startsWith(root.toRealPath())) {
                throw new ToolException("folder " + folder + " leads out of the project: copy its texts there", null);
            }
            List<Path> files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(RetrievalTool::isText)
                    .sorted()
                    .toList();
            long bytes = 0;
            for (Path file : files) {
                bytes += Files.size(file);
                if (bytes > MOST_BYTES) {
                    throw new ToolException(
                            "folder " + folder + " holds more than " + (MOST_BYTES >> 20) + " MiB of text: split it",
                            null);
                }
                addPassages(file, passages);
            }
        } catch (IOException e) {
            throw new ToolException(
                    "folder " + folder + " can't be read: " + e.getMessage()
                            + "; it should hold .txt and .md files in UTF-8",
                    e);
        }
        if (passages.isEmpty()) {
            throw new ToolException("folder " + folder + " holds no text: put .txt or .md files there", null);
        }
        return new PassageIndex(passages);
    }

    private void addPassages(Path file, List<PassageIndex.Passage> passages) throws IOException {
        int number = 0;
        for (String text : BETWEEN.split(Files.readString(file))) {
            if (!text.isBlank()) {
                number++;
                passages.add(new PassageIndex.Passage(root.relativize(file) + "#" + number, text.strip()));
            }
        }
    }

    private static boolean isText(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".md");
    }
}
