package org.loopwright.app.terminal;

import org.loopwright.project.Version;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
public final class VersionProvider implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"Loopwright " + Version.CURRENT};
    }
}
