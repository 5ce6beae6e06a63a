package org.loopwright.model.keys;

import java.net.URI;
import java.util.Optional;

/// Port to where a person keeps keys of servers, outside of every project. A key belongs to a server's address and
/// goes to no other: a project that came from somebody else can't ask for it. Open set. Thread-safe.
public interface ServerKeys {
    /// The key for a server; empty when none is kept.
    ///
    /// @param endpoint address up to and with `/v1`
    /// @throws KeyringException when there is no keyring here, or it stays locked
    Optional<String> key(URI endpoint);

    /// Keeps a key, in place of the one that was kept before.
    ///
    /// @throws KeyringException as [#key]
    void keep(URI endpoint, String key);

    /// Forgets a key.
    ///
    /// @return whether there was one
    /// @throws KeyringException as [#key]
    boolean forget(URI endpoint);
}
