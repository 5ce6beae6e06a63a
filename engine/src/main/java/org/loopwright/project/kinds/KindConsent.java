package org.loopwright.project.kinds;

/// Whether a person agreed that a jar is loaded. Open set: what was remembered, a switch, or nobody.
@FunctionalInterface
public interface KindConsent {
    /// Nobody agreed to anything.
    KindConsent NONE = jar -> Answer.UNKNOWN;

    /// Whoever runs this agreed to all that the project brings.
    KindConsent ALL = jar -> Answer.AGREED;

    /// An answer. Closed set.
    enum Answer {
        /// These bytes may be loaded.
        AGREED,
        /// Nobody was asked about a jar of this name.
        UNKNOWN,
        /// Other bytes under this name were agreed to.
        CHANGED,
        /// These bytes were refused.
        REFUSED
    }

    /// What was said about a jar.
    Answer about(KindJar jar);
}
