package org.loopwright.model.hub;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Brings chosen files of a repository into a folder. What is there already is not downloaded again.
public final class HubFetch {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long TICK = 100_000_000;

    private final Hub hub;
    private final Duration pause;

    /// Downloads from `hub`.
    public HubFetch(Hub hub) {
        this(hub, PAUSE);
    }

    /// @param pause before the second try of a file
    HubFetch(Hub hub, Duration pause) {
        this.hub = hub;
        this.pause = pause;
    }

    /// Brings the files.
    ///
    /// @param folder where they go; made when missing
    /// @throws HubException when one can't be had; what came is kept and used the next time
    /// @throws InterruptedException when the thread is interrupted; the same holds
    public void fetch(HubModel model, HubChoice choice, Path folder, FetchListener listener)
            throws InterruptedException {
        try {
            Files.createDirectories(folder);
            List<Download> downloads = new ArrayList<>();
            long here = 0;
            for (HubFile file : choice.files()) {
                requireInside(folder, file);
                Download download = new Download(hub, model, file, folder, pause);
                downloads.add(download);
                here += download.here();
            }
            requireRoom(folder, choice.bytes() - here);
            bring(choice, downloads, listener);
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            Thread.interrupted();
            throw (InterruptedException) new InterruptedException("the download was stopped").initCause(e);
        } catch (IOException e) {
            throw disk(folder, e);
        }
    }

    private static void bring(HubChoice choice, List<Download> downloads, FetchListener listener)
            throws IOException, InterruptedException {
        long total = choice.bytes();
        long[] others = {0};
        long[] last = {System.nanoTime() - TICK};
        for (Download download : downloads) {
            others[0] += download.here();
        }
        for (int i = 0; i < downloads.size(); i++) {
            HubFile file = choice.files().get(i);
            others[0] -= downloads.get(i).here();
            downloads.get(i).run(here -> {
                if (System.nanoTime() - last[0] >= TICK) {
                    last[0] = System.nanoTime();
                    listener.progress(new FetchListener.Progress(file.name(), others[0] + here, total));
                }
            });
            others[0] += file.size();
        }
        listener.progress(new FetchListener.Progress("", total, total));
    }

    private static void requireInside(Path folder, HubFile file) {
        Path root = folder.toAbsolutePath().normalize();
        if (!root.resolve(file.name()).normalize().startsWith(root)
                || file.name().endsWith(".part")) {
            throw new HubException(
                    HubException.Code.DAMAGED, "the hub names a file `" + file.name() + "`; it is refused");
        }
    }

    private static void requireRoom(Path folder, long bytes) throws IOException {
        long room = Files.getFileStore(folder).getUsableSpace();
        if (bytes > room) {
            throw new HubException(
                    HubException.Code.DISK,
                    String.format(
                            Locale.ROOT,
                            "the download needs %,.1f MB more, the disk of %s has %,.1f MB free; make room",
                            bytes / 1e6,
                            folder,
                            room / 1e6));
        }
    }

    private static HubException disk(Path folder, IOException cause) {
        return new HubException(
                HubException.Code.DISK,
                folder + " can't be written: " + cause.getMessage() + "; make room or check its permissions, what was"
                        + " downloaded is kept",
                cause);
    }
}
