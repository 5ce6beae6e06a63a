package org.loopwright.tool.sandbox;

import java.time.Duration;

/// What a program in the sandbox may use.
///
/// @param time by the clock, from 1 second to 10 minutes; as much processor time for each process
/// @param memoryBytes address space of each process, at least 64 MiB
/// @param processes at once, threads included, from 4 to 1024
/// @param fileBytes all its files together, at least 64 KiB
public record Limits(Duration time, long memoryBytes, int processes, long fileBytes) {
    /// 10 seconds, 512 MiB, 24 processes, 16 MiB of files.
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 512L << 20, 24, 16L << 20);

    public Limits {
        require(time.toSeconds() >= 1 && time.toMinutes() <= 10, "time", time, "from 1 second to 10 minutes");
        require(memoryBytes >= 64L << 20, "memoryBytes", memoryBytes, "at least 64 MiB");
        require(processes >= 4 && processes <= 1024, "processes", processes, "from 4 to 1024");
        require(fileBytes >= 64L << 10, "fileBytes", fileBytes, "at least 64 KiB");
    }

    /// This with another time.
    public Limits withTime(Duration other) {
        return new Limits(other, memoryBytes, processes, fileBytes);
    }

    /// This with other memory.
    public Limits withMemory(long bytes) {
        return new Limits(time, bytes, processes, fileBytes);
    }

    private static void require(boolean holds, String name, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " is not " + range);
        }
    }
}
