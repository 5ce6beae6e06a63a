package org.loopwright.project.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeKind;
import org.loopwright.loop.NodeKinds;
import org.loopwright.loop.yaml.LoopYaml;
import org.loopwright.testing.JarOfKinds;

class ProjectKindsTest {
    @TempDir
    Path root;

    private RememberedConsent consent() {
        return new RememberedConsent(root.resolve("mine/agreed-kinds"));
    }

    private Path jar() {
        return root.resolve("kinds/shout.jar");
    }

    private ProjectKinds load() {
        return ProjectKinds.of(root, consent());
    }

    private static ProjectKinds.Jar only(ProjectKinds kinds) {
        assertThat(kinds.jars()).hasSize(1);
        return kinds.jars().getFirst();
    }

    @Test
    void aProjectWithoutJarsHasTheProgramsOwnKinds() {
        assertThat(load().kinds().all()).hasSameSizeAs(NodeKinds.installed().all());
        assertThat(load().jars()).isEmpty();
    }

    @Test
    void nothingOfAJarIsLoadedBeforeAPersonAgreed() throws IOException {
        JarOfKinds.write(jar(), "!");
        ProjectKinds kinds = load();
        assertThat(only(kinds).state()).isEqualTo(ProjectKinds.State.ASK);
        assertThat(kinds.kinds().find("shout")).isEmpty();
        assertThat(kinds.problems())
                .singleElement()
                .asString()
                .contains("kinds/shout.jar", "you have not agreed", "--allow-kinds");
    }

    @Test
    void whatAPersonAgreedToIsLoadedInAClassLoaderOfItsOwn() throws IOException {
        JarOfKinds.write(jar(), "!");
        consent().agree(only(load()).jar());
        ProjectKinds kinds = load();
        assertThat(only(kinds).state()).isEqualTo(ProjectKinds.State.LOADED);
        NodeKind shout = kinds.kinds().find("shout").orElseThrow();
        assertThat(shout.signature().summary()).isEqualTo("Writes a text in capitals.");
        assertThat(shout.getClass().getClassLoader()).isNotEqualTo(NodeKind.class.getClassLoader());
        assertThat(kinds.problems()).isEmpty();
        LoopSpec loud = Objects.requireNonNull(LoopYaml.read("""
                loopwright: 1
                name: loud
                level: item
                slots: {draft: {type: Text, answer: true}}
                start: shout
                nodes:
                  shout: {kind: shout, reads: draft, writes: draft, exits: {next: done}}
                  done: {kind: stop, returns: draft}
                """).loop());
        assertThat(kinds.kinds().broughtTo(List.of(loud)))
                .as("what a run of it has to remember")
                .containsExactly(Map.entry("shout", only(kinds).jar().sha256()));
        assertThat(NodeKinds.following(kinds::kinds).broughtTo(List.of(loud))).hasSize(1);
    }

    @Test
    void consentIsBoundToTheBytes() throws IOException {
        JarOfKinds.write(jar(), "!");
        consent().agree(only(load()).jar());
        byte[] agreed = Files.readAllBytes(jar());
        JarOfKinds.write(jar(), "?");
        assertThat(only(load()).state()).isEqualTo(ProjectKinds.State.CHANGED);
        assertThat(load().kinds().find("shout")).isEmpty();
        assertThat(load().problems()).singleElement().asString().contains("another file than the one you agreed to");
        Files.write(root.resolve("kinds/renamed.jar"), agreed);
        assertThat(load().jars())
                .extracting(ProjectKinds.Jar::state)
                .as("the same bytes under another name are the same jar")
                .containsExactly(ProjectKinds.State.LOADED, ProjectKinds.State.CHANGED);
    }

    @Test
    void aRefusedJarIsNotAskedAboutAgain() throws IOException {
        JarOfKinds.write(jar(), "!");
        consent().refuse(only(load()).jar());
        assertThat(only(load()).state()).isEqualTo(ProjectKinds.State.REFUSED);
        assertThat(load().questions()).isEmpty();
        consent().agree(only(load()).jar());
        assertThat(only(load()).state()).isEqualTo(ProjectKinds.State.LOADED);
    }

    @Test
    void aSwitchAgreesToAllOfOneRun() throws IOException {
        JarOfKinds.write(jar(), "!");
        assertThat(only(ProjectKinds.of(root, KindConsent.ALL)).state()).isEqualTo(ProjectKinds.State.LOADED);
        assertThat(only(load()).state()).isEqualTo(ProjectKinds.State.ASK);
    }

    @Test
    void aJarWithoutItsKindAndOneThatIsNoJarAreSaidToBeBroken() throws IOException {
        JarOfKinds.writeBroken(jar());
        assertThat(only(ProjectKinds.of(root, KindConsent.ALL)).problem()).contains("example.Missing");
        Files.writeString(jar(), "no jar");
        assertThat(only(ProjectKinds.of(root, KindConsent.ALL)).state()).isEqualTo(ProjectKinds.State.BROKEN);
    }

    @Test
    void aKindThatThereIsAlreadyIsNotTakenTwice() throws IOException {
        JarOfKinds.write(jar(), "!");
        JarOfKinds.write(root.resolve("kinds/shout-2.jar"), "?");
        ProjectKinds kinds = ProjectKinds.of(root, KindConsent.ALL);
        assertThat(kinds.jars().getLast().problem()).contains("there is a kind `shout` already");
    }
}
