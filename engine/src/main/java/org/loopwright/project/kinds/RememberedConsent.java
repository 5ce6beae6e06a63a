package org.loopwright.project.kinds;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.loopwright.project.ProjectException;

/// What a person said about jars, one line each: `agreed SHA-256 NAME` or `refused SHA-256 NAME`. It belongs to the
/// person, not to a project: a project can't bring its own consent. The last line about the same bytes counts.
///
/// @param file in the person's own folder; it need not be there yet
public record RememberedConsent(Path file) implements KindConsent {
    private static final String AGREED = "agreed";
    private static final String REFUSED = "refused";

    @Override
    public Answer about(KindJar jar) {
        Answer answer = Answer.UNKNOWN;
        for (String line : lines()) {
            String[] parts = line.split(" ", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].equals(jar.sha256())) {
                answer = parts[0].equals(AGREED) ? Answer.AGREED : Answer.REFUSED;
            } else if (answer == Answer.UNKNOWN && parts[0].equals(AGREED) && parts[2].equals(jar.name())) {
                answer = Answer.CHANGED;
            }
        }
        return answer;
    }

    private List<String> lines() {
        try {
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new ProjectException("what was agreed to can't be read from " + file + ": " + e.getMessage(), e);
        }
    }

    /// Remembers that a person agreed to a jar.
    ///
    /// @throws ProjectException when the file can't be written
    public void agree(KindJar jar) {
        add(AGREED, jar);
    }

    /// Remembers that a person refused a jar.
    ///
    /// @throws ProjectException when the file can't be written
    public void refuse(KindJar jar) {
        add(REFUSED, jar);
    }

    private void add(String answer, KindJar jar) {
        String line = answer + " " + jar.sha256() + " " + jar.name().replace('\n', ' ') + "\n";
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                    FileLock _ = channel.lock()) {
                channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
        } catch (IOException e) {
            throw new ProjectException("what was agreed to can't be kept in " + file + ": " + e.getMessage(), e);
        }
    }
}
