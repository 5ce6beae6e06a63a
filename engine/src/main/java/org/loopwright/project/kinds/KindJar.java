package org.loopwright.project.kinds;

/// A jar with kinds of nodes, as it lies in a project.
///
/// @param name of the file in `kinds/`
/// @param sha256 of its bytes, hexadecimal
public record KindJar(String name, String sha256) {
    /// The beginning of its hash, for people to compare.
    public String shortHash() {
        return sha256.substring(0, 12);
    }
}
