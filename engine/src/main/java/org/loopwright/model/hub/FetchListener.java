package org.loopwright.model.hub;

/// Hears how a download gets on, on the downloading thread, several times a second.
@FunctionalInterface
public interface FetchListener {
    /// Ignores it.
    FetchListener NONE = _ -> {};

    /// Called with what is there so far.
    void progress(Progress progress);

    /// How far a download is.
    ///
    /// @param file that is being downloaded
    /// @param done bytes of all files that are here, those of an earlier attempt included
    /// @param total bytes of all files
    record Progress(String file, long done, long total) {}
}
