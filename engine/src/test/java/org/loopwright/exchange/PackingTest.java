package org.loopwright.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loopwright.journal.JournalEntry;
import org.loopwright.project.Project;
import org.loopwright.project.ProjectFile;
import org.loopwright.store.Annotation;

/// A project travels to a colleague and back, and bad packs are refused whole.
class PackingTest {
    @TempDir
    private Path folder;

    private Path mine;
    private Path theirs;
    private Path pack;
    private UUID run;

    @BeforeEach
    void makeProject() throws IOException, InterruptedException {
        mine = Exchange.project(folder.resolve("mine"));
        theirs = folder.resolve("theirs");
        pack = folder.resolve("p.pack");
        try (Project project = Exchange.open(mine)) {
            run = Exchange.run(project);
            project.store()
                    .annotate(new Annotation(
                            UUID.randomUUID(),
                            run,
                            "sums-0001",
                            null,
                            "Jane Doe",
                            Annotation.Kind.NOTE,
                            "odd",
                            Instant.EPOCH));
        }
    }

    private Packing.Packed pack(Path root, Packing.People people) {
        try (Project project = Exchange.open(root)) {
            return Packing.pack(project, people, pack);
        }
    }

    private static List<JournalEntry> journal(Path root, UUID run) {
        try (Project project = Exchange.open(root)) {
            return project.store().entries(run);
        }
    }

    @Test
    void aProjectArrivesWithItsRunsAndItsNotes() throws IOException {
        Packing.Packed packed = pack(mine, Packing.People.KEEP);
        assertThat(packed.runs()).isEqualTo(1);
        Unpacking.Unpacked unpacked = Unpacking.unpack(pack, theirs);
        assertThat(unpacked.files()).isEqualTo(packed.files());
        assertThat(Exchange.texts(theirs)).isEqualTo(Exchange.texts(mine));
        assertThat(journal(theirs, run)).isEqualTo(journal(mine, run));
        try (Project project = Exchange.open(theirs)) {
            assertThat(project.store().annotations(run)).singleElement().satisfies(a -> {
                assertThat(a.author()).isEqualTo("Jane Doe");
                assertThat(a.value()).isEqualTo("odd");
            });
            assertThat(project.store().itemTurns(run, "number")).hasSize(4);
        }
    }

    @Test
    void twoCopiesMergeByTheirRunsAndKeepBothFilesThatDiffer() throws Exception {
        pack(mine, Packing.People.KEEP);
        Unpacking.unpack(pack, theirs);
        UUID other;
        try (Project project = Exchange.open(theirs)) {
            other = Exchange.run(project);
            project.regrade(run, "exact");
        }
        try (Project project = Exchange.open(mine)) {
            project.regrade(run, "integer");
        }
        Files.writeString(theirs.resolve("loops/solve.loop.yaml"), "# changed there\n");
        Files.writeString(theirs.resolve("loops/new.loop.yaml"), "# new there\n");
        Files.writeString(
                theirs.resolve("project.yaml"),
                DatasetEntry.withDataset(
                        Files.readString(theirs.resolve("project.yaml")),
                        "more: {name: more, split: test, file: data/more.jsonl}"));
        String before = Files.readString(mine.resolve("loops/solve.loop.yaml"));
        pack(theirs, Packing.People.KEEP);

        Unpacking.Unpacked unpacked = Unpacking.unpack(pack, mine);

        assertThat(unpacked.runs()).isEqualTo(1);
        assertThat(unpacked.remarks())
                .anyMatch(r -> r.contains("solve.loop.yaml differs") && r.contains("solve.theirs.loop.yaml"))
                .anyMatch(r -> r.contains("dataset more was added"))
                .anyMatch(r -> r.contains("run " + run + " has more here now"));
        assertThat(mine.resolve("loops/solve.loop.yaml")).hasContent(before);
        assertThat(mine.resolve("loops/solve.theirs.loop.yaml")).hasContent("# changed there");
        assertThat(mine.resolve("loops/new.loop.yaml")).hasContent("# new there");
        assertThat(ProjectFile.read(mine).datasets()).containsKeys("dev", "more");
        assertThat(Files.readString(mine.resolve("project.yaml"))).contains("# a comment that stays");
        assertThat(journal(mine, other)).isEqualTo(journal(theirs, other));
        try (Project project = Exchange.open(mine)) {
            for (String grader : List.of("number", "exact", "integer")) {
                assertThat(project.store().itemTurns(run, grader)).hasSize(4);
            }
        }

        Unpacking.Unpacked again = Unpacking.unpack(pack, mine);
        assertThat(again.runs()).isZero();
        assertThat(again.files()).isZero();
    }

    @Test
    void anAnonymousPackNamesNobody() throws IOException {
        Files.writeString(
                mine.resolve("loops/solve.loop.yaml"),
                "# author: Jane Doe <jane@x.org>\n" + Files.readString(mine.resolve("loops/solve.loop.yaml")));
        Files.writeString(
                mine.resolve("notes.md"),
                "Authors: [Jane Doe]\nSee " + mine + "/data and /home/jane/x and C:\\Users\\jane\\y.\nThe square root"
                        + " of 4.\n");
        Files.writeString(mine.resolve("data/extra.jsonl"), "{\"question\": \"what is in /home/jane/z?\"}\n");
        Packing.Packed packed = pack(mine, Packing.People.HIDE);
        Unpacking.unpack(pack, theirs);
        assertThat(Exchange.texts(theirs).get("notes.md"))
                .contains("/project/data", "/home/anonymous/x", "C:\\Users\\anonymous\\y", "square root")
                .doesNotContain("Jane", "jane", mine.toString());
        assertThat(Exchange.texts(theirs).get("loops/solve.loop.yaml")).doesNotContain("Jane", "jane@");
        assertThat(packed.remarks()).singleElement().asString().contains("data/extra.jsonl");
        try (Project project = Exchange.open(theirs)) {
            assertThat(project.store().annotations(run).getFirst().author()).isEqualTo("person-1");
            assertThat(project.store().itemTurns(run, "number")).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.1, 0.5, 0.9, 0.99})
    void aTruncatedPackIsRefusedWhole(double part) throws IOException {
        pack(mine, Packing.People.KEEP);
        byte[] bytes = Files.readAllBytes(pack);
        Files.write(pack, Arrays.copyOf(bytes, (int) (bytes.length * part)));
        assertRefused("p.pack", "cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil.txt",
                "project/../../evil.txt",
                "/evil.txt",
                "project//evil.txt",
                "project/a\\..\\evil.txt",
                "C:/evil.txt",
                "project/.git/hooks/evil",
                "project/runs/journal.mv.db",
                "elsewhere/evil.txt"
            })
    void aNameThatLeadsOutIsRefused(String name) throws IOException {
        pack(mine, Packing.People.KEEP);
        add(Map.of(name, "evil"));
        assertRefused("p.pack", name, "nothing was unpacked");
        assertThat(folder.resolve("evil.txt")).doesNotExist();
    }

    @Test
    void anEntryThatWasAddedIsNamed() throws IOException {
        pack(mine, Packing.People.KEEP);
        add(Map.of("project/loops/added.loop.yaml", "evil"));
        assertRefused("project/loops/added.loop.yaml", "added to it");
    }

    @Test
    void anEntryThatWasChangedIsNamed() throws IOException {
        pack(mine, Packing.People.KEEP);
        add(Map.of("project/loops/solve.loop.yaml", "evil"));
        assertRefused("project/loops/solve.loop.yaml", "not what the pack's list says");
    }

    @Test
    void anythingElseIsNoPack() throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
            zip.putNextEntry(new ZipEntry("hello.txt"));
        }
        assertRefused("is no pack");
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws IOException {
        pack(mine, Packing.People.KEEP);
        Files.createDirectories(theirs);
        Files.writeString(theirs.resolve("thesis.tex"), "mine");
        assertThatThrownBy(() -> Unpacking.unpack(pack, theirs))
                .hasMessageContaining("holds something that is no project");
        assertThat(Exchange.texts(theirs)).containsOnlyKeys("thesis.tex");
    }

    @Test
    void aLinkOutOfTheProjectIsNotFollowed() throws IOException {
        pack(mine, Packing.People.KEEP);
        Unpacking.unpack(pack, theirs);
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.delete(theirs.resolve("loops/solve.loop.yaml"));
        Files.delete(theirs.resolve("loops"));
        Files.createSymbolicLink(theirs.resolve("loops"), outside);
        assertThatThrownBy(() -> Unpacking.unpack(pack, theirs)).hasMessageContaining("link that leads out");
        assertThat(outside).isEmptyDirectory();
    }

    private void assertRefused(String... parts) throws IOException {
        assertThatThrownBy(() -> Unpacking.unpack(pack, theirs))
                .isInstanceOf(ExchangeException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
        assertThat(theirs).doesNotExist();
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("mine", "p.pack");
        }
    }

    /// Rewrites the pack with these entries added or replaced, its list left as it was.
    private void add(Map<String, String> entries) throws IOException {
        Path changed = folder.resolve("changed");
        try (LogArchive from = LogArchive.open(pack);
                OutputStream out = Files.newOutputStream(changed);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : from.names()) {
                if (!entries.containsKey(name)) {
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(from.read(name));
                }
            }
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        Files.move(changed, pack, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
