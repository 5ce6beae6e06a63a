package org.loopwright.app.terminal;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.loopwright.find.FindRequest;
import org.loopwright.find.Query;
import org.loopwright.find.QueryParser;
import org.loopwright.loop.FramePath;
import org.loopwright.project.ProjectException;
import org.loopwright.store.Annotation;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunSummary;
import org.loopwright.store.h2.H2RunStore;

/// Writes a large made-up run through the ordinary store, closes it, and measures how fast it opens again,
/// answers queries and gives an item, and how much room it takes. Each pass opens the store anew and asks every
/// query once: the first one with words pays for opening the index. The figure of a pass is its slowest query.
final class StoreBenchmark {
    static final String NAME = "store";
    static final int ITEMS = 100_000;

    private static final double MOST_TO_OPEN = 1_000;
    private static final double MOST_TO_FILTER = 300;
    private static final double MOST_FOR_WORDS = 500;
    private static final double MOST_FOR_ITEM = 100;
    private static final double MOST_OF_TEXTS = 1.5;
    private static final double MOST_OF_TOKEN = 24;
    private static final int PAGE = 100;
    private static final int ITEMS_READ = 100;
    private static final long SEED = 20_260_101;

    private final int items;
    private final int repeat;
    private final PrintWriter out;

    StoreBenchmark(int items, int repeat, PrintWriter out) {
        this.items = items;
        this.repeat = repeat;
        this.out = out;
    }

    List<BenchFigure> measure() {
        Path folder = temporaryFolder();
        try {
            SyntheticRun run = new SyntheticRun(UUID.randomUUID(), items, SEED);
            double perSecond = write(folder, run);
            List<BenchFigure> figures = new ArrayList<>(read(folder, run));
            figures.addAll(sizes(folder, run));
            say(String.format(Locale.ROOT, "appending %,.0f events a second", perSecond));
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    /// @return events appended a second
    private double write(Path folder, SyntheticRun run) {
        long start = System.nanoTime();
        long written;
        try (RunStore store = H2RunStore.open(folder)) {
            Progress progress = new Progress(start);
            run.make(entries -> {
                store.append(run.id(), entries);
                progress.show(run);
            });
            store.annotate(new Annotation(
                    UUID.randomUUID(),
                    run.id(),
                    "synthetic-3",
                    null,
                    "bench",
                    Annotation.Kind.TAG,
                    "odd",
                    Instant.EPOCH));
            written = System.nanoTime();
        }
        double seconds = (written - start) / 1e9;
        say(String.format(
                Locale.ROOT,
                "wrote %,d events of %,d items in %.0f s: %,d bytes of text, %,d tokens; compacted in %.1f s",
                run.events(),
                items,
                seconds,
                run.textBytes(),
                run.tokens(),
                millis(written) / 1e3));
        return run.events() / seconds;
    }

    /// Says twice in a minute how far the run is.
    private final class Progress {
        private final long start;
        private long next;

        Progress(long start) {
            this.start = start;
            this.next = start + 5_000_000_000L;
        }

        void show(SyntheticRun run) {
            long now = System.nanoTime();
            if (now >= next) {
                next = now + 30_000_000_000L;
                double done = Math.min(1, run.events() / (10.0 * items));
                double seconds = (now - start) / 1e9;
                say(String.format(
                        Locale.ROOT,
                        "%,d events, %.0f %%, about %.0f s to go; stop with Ctrl-C",
                        run.events(),
                        100 * done,
                        seconds / done - seconds));
            }
        }
    }

    private List<BenchFigure> read(Path folder, SyntheticRun run) {
        List<Double> opens = new ArrayList<>();
        List<Double> filters = new ArrayList<>();
        List<Double> texts = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        for (int i = 0; i < repeat; i++) {
            long start = System.nanoTime();
            try (RunStore store = H2RunStore.open(folder)) {
                open(store, run);
                opens.add(millis(start));
                filters.add(slowest(store, run, filters()));
                texts.add(slowest(store, run, texts(run.words())));
                single.add(slowestItem(store, run, new Random(i)));
            }
        }
        return List.of(
                BenchFigure.atMost("open", MOST_TO_OPEN, "ms", 1, opens),
                BenchFigure.atMost("filter", MOST_TO_FILTER, "ms", 1, filters),
                BenchFigure.atMost("full text", MOST_FOR_WORDS, "ms", 1, texts),
                BenchFigure.atMost("item", MOST_FOR_ITEM, "ms", 1, single));
    }

    /// What a window needs at first: the runs, this one's exits, and the first page of its items.
    private static void open(RunStore store, SyntheticRun run) {
        RunSummary summary = store.runs().getFirst();
        store.exitCounts(run.id());
        long found =
                store.find(run.id(), FindRequest.first(new Query.All(), PAGE)).total();
        if (!summary.header().id().equals(run.id())
                || found != summary.header().dataset().items().size()) {
            throw new IllegalStateException("the store lost items of the run: it has " + found);
        }
    }

    /// The slowest of these queries, in milliseconds.
    private double slowest(RunStore store, SyntheticRun run, List<String> queries) {
        double slowest = 0;
        StringBuilder each = new StringBuilder();
        for (String query : queries) {
            long start = System.nanoTime();
            long found = store.find(run.id(), request(query)).total();
            double millis = millis(start);
            slowest = Math.max(slowest, millis);
            each.append(String.format(Locale.ROOT, "%n  %7.1f ms %,8d items  %s", millis, found, query));
        }
        say(String.format(Locale.ROOT, "queries in a store that was just opened:%s", each));
        return slowest;
    }

    private static FindRequest request(String query) {
        boolean sorted = query.contains("entropy");
        return new FindRequest(QueryParser.parse(query), sorted ? Query.Measure.ENTROPY : null, 0, PAGE);
    }

    private static List<String> filters() {
        return List.of(
                "fixed",
                "broken",
                "wrong->right@1",
                "right->right",
                "status:unparsed",
                "status:stopped",
                "outcome:wrong",
                "node:critique",
                "exit:improve",
                "answer:42",
                "tag:odd",
                "item:synthetic-77",
                "turns=2",
                "length>150",
                "tokens<=120",
                "entropy>1.2",
                "logprob<-1",
                "fixed and length>100 and not answer:17 or (broken and entropy>=0.5)");
    }

    private static List<String> texts(SyntheticText words) {
        String frequent = words.word(0);
        String second = words.word(1);
        return List.of(
                words.word(19_990),
                frequent,
                second,
                words.word(500),
                "\"" + frequent + " " + second + "\"",
                "\"" + frequent + " " + frequent + " " + second + "\"",
                words.word(3) + " " + words.word(4) + " " + words.word(5),
                words.word(300) + " or " + words.word(301) + " or not " + frequent,
                "fixed " + words.word(40),
                "nowhere");
    }

    private double slowestItem(RunStore store, SyntheticRun run, Random random) {
        double slowest = 0;
        for (int i = 0; i < ITEMS_READ; i++) {
            FramePath frame = FramePath.ofItem("synthetic-" + random.nextInt(items));
            long start = System.nanoTime();
            if (store.entries(run.id(), frame).isEmpty()) {
                throw new IllegalStateException("the store lost item " + frame);
            }
            slowest = Math.max(slowest, millis(start));
        }
        return slowest;
    }

    private List<BenchFigure> sizes(Path folder, SyntheticRun run) {
        try (H2RunStore store = H2RunStore.open(folder)) {
            double file = Files.size(folder.resolve("runs").resolve("journal.mv.db"));
            double tokenBytes = store.tokenBytes(run.id());
            say(String.format(
                    Locale.ROOT,
                    "the file has %,.0f bytes, token numbers %,.0f; events, texts and indexes are the rest",
                    file,
                    tokenBytes));
            return List.of(
                    BenchFigure.atMost(
                            "events", MOST_OF_TEXTS, "of texts", 1, List.of((file - tokenBytes) / run.textBytes())),
                    BenchFigure.atMost("tokens", MOST_OF_TOKEN, "B/token", 1, List.of(tokenBytes / run.tokens())));
        } catch (IOException e) {
            throw new ProjectException("the benchmark can't read its own file: " + e.getMessage(), e);
        }
    }

    private static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("loopwright-bench");
        } catch (IOException e) {
            throw new ProjectException("the benchmark needs a temporary folder: " + e.getMessage(), e);
        }
    }
}
