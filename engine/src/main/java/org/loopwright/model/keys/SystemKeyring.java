package org.loopwright.model.keys;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keyring of the operating system: Keychain on macOS, Credential Manager on Windows, and on Linux whatever answers
/// to the Secret Service or is KWallet. It is looked for when it is first needed, and may ask the person to unlock it.
public final class SystemKeyring implements ServerKeys {
    private static final String SERVICE = "Loopwright";

    private @Nullable Keyring keyring;

    /// Looks for nothing yet.
    public SystemKeyring() {}

    @Override
    public synchronized Optional<String> key(URI endpoint) {
        Keyring open = open();
        try {
            return Optional.ofNullable(open.getPassword(SERVICE, endpoint.toString()))
                    .filter(key -> !key.isBlank());
        } catch (PasswordAccessException _) {
            // The library says so too when there is none.
            return Optional.empty();
        }
    }

    @Override
    public synchronized void keep(URI endpoint, String key) {
        Keyring open = open();
        try {
            open.setPassword(SERVICE, endpoint.toString(), key);
        } catch (PasswordAccessException e) {
            throw new KeyringException(
                    "the system's keyring does not keep the key for " + endpoint + ": " + e.getMessage()
                            + "; unlock it, or put the key into an environment variable",
                    e);
        }
    }

    @Override
    public synchronized boolean forget(URI endpoint) {
        Keyring open = open();
        if (key(endpoint).isEmpty()) {
            return false;
        }
        try {
            open.deletePassword(SERVICE, endpoint.toString());
            return true;
        } catch (PasswordAccessException e) {
            throw new KeyringException(
                    "the system's keyring does not forget the key for " + endpoint + ": " + e.getMessage()
                            + "; unlock it and try again",
                    e);
        }
    }

    private Keyring open() {
        if (keyring == null) {
            try {
                keyring = Keyring.create();
            } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
                // The library's parts for each system fail in ways of their own where that part is missing.
                throw new KeyringException(
                        "this system has no keyring that can be reached: put the key into an environment variable, and"
                                + " name that with `key-env` in the model's file",
                        e);
            }
        }
        return keyring;
    }
}
