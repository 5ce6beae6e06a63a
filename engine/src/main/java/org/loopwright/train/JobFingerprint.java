package org.loopwright.train;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/// SHA-256 of what a job's result depends on.
final class JobFingerprint {
    private final MessageDigest digest;

    private JobFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The hash of examples in their order, hexadecimal.
    static String of(List<? extends Example> examples) {
        JobFingerprint hash = new JobFingerprint();
        examples.forEach(example -> hash.add(example.toString()));
        return hash.hex();
    }

    /// The hash of a whole job: everything but when its state is saved and where it goes.
    ///
    /// @param models hashes of base, reference and teacher
    static String of(TrainingJob job, List<String> models) {
        JobFingerprint hash = new JobFingerprint();
        models.forEach(hash::add);
        hash.add(job.objective().name());
        hash.add(new TreeMap<>(job.objective().settings()).toString());
        hash.add(job.settings().withSaving(TrainingSettings.Saving.USUAL).toString());
        hash.add(job.teacher() instanceof Teacher.MovingAverage average ? average.toString() : "");
        hash.add(of(job.examples()));
        hash.add(of(job.dev()));
        return hash.hex();
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
