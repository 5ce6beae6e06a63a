package org.loopwright.project;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.loopwright.find.FindPage;
import org.loopwright.find.FindRequest;
import org.loopwright.find.Query;
import org.loopwright.find.QueryParser;
import org.loopwright.journal.FrameFold;
import org.loopwright.journal.JournalEntry;
import org.loopwright.journal.RunHeader;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.measure.ItemTurn;
import org.loopwright.store.RunStore;

/// The items of a run that a query finds, and what can be made of them. Immutable.
public final class ItemSelection {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final RunStore store;
    private final RunHeader header;
    private final String text;
    private final Query query;
    private final List<String> items;

    private ItemSelection(RunStore store, RunHeader header, String text, Query query, List<String> items) {
        this.store = store;
        this.header = header;
        this.text = text;
        this.query = query;
        this.items = items;
    }

    /// The items that `query` finds in a run.
    ///
    /// @param sort largest first by this, or null for the run's order
    /// @throws org.loopwright.find.FindException when the text is no query; it names the column
    /// @throws ProjectException when the run is unknown
    public static ItemSelection of(Project project, UUID run, String query, Query.@Nullable Measure sort) {
        Query parsed = QueryParser.parse(query);
        RunHeader header = project.counted(run).header();
        RunStore store = project.store();
        FindPage page = store.find(run, new FindRequest(parsed, sort, 0, Integer.MAX_VALUE));
        return new ItemSelection(store, header, query, parsed, page.items());
    }

    /// The run's header.
    public RunHeader header() {
        return header;
    }

    /// The query as it was written.
    public String query() {
        return text;
    }

    /// Ids of the items.
    public List<String> items() {
        return items;
    }

    /// Whether the choice used gold answers, so that whatever is measured on these items rests on them.
    public boolean restsOnGold() {
        return query.restsOnGold();
    }

    /// Writes a line of JSON for each item: its turns as they were graded, and every version of its slots.
    /// The file is complete or not there.
    ///
    /// @param progress gets the number of items written so far
    /// @throws ProjectException when the file can't be written
    public void export(Path file, IntConsumer progress) {
        Path target = file.toAbsolutePath();
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Map<String, List<ItemTurn>> turns = turns();
        try {
            try (BufferedWriter out = Files.newBufferedWriter(part)) {
                int count = 0;
                for (String item : items) {
                    out.write(line(item, turns.getOrDefault(item, List.of())).toString());
                    out.write('\n');
                    progress.accept(++count);
                }
            }
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ProjectException(
                    "the selection can't be written to " + file + ": " + e.getMessage()
                            + "; name a file in a folder that is there",
                    e);
        }
    }

    /// The graded turns of the run's items, by item.
    public Map<String, List<ItemTurn>> turns() {
        Map<String, List<ItemTurn>> turns = new HashMap<>();
        store.itemTurns(header.id(), header.grader())
                .forEach(turn -> turns.computeIfAbsent(turn.item(), _ -> new ArrayList<>())
                        .add(turn));
        return turns;
    }

    private ObjectNode line(String item, List<ItemTurn> turns) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("run", header.id().toString())
                .put("query", text)
                .put("item", item);
        FramePath path = FramePath.ofItem(item);
        List<JournalEntry> own = store.entries(header.id(), path).stream()
                .filter(entry -> path.equals(entry.frame()))
                .toList();
        Frame frame = FrameFold.of(path, own);
        ArrayNode rows = json.putArray("turns");
        for (ItemTurn turn : turns) {
            rows.addObject()
                    .put("turn", turn.turn())
                    .put("status", turn.status().name())
                    .put("correct", turn.correct())
                    .put("extracted", turn.extracted())
                    .put(
                            "verdict",
                            turn.verdict() == null ? null : turn.verdict().name())
                    .put("promptTokens", turn.promptTokens())
                    .put("completionTokens", turn.completionTokens());
        }
        ObjectNode slots = json.putObject("slots");
        if (frame != null) {
            frame.slots().forEach((slot, versions) -> {
                ArrayNode texts = slots.putArray(slot);
                versions.forEach(value -> texts.add(value.text()));
            });
        }
        return json;
    }
}
