package org.loopwright.store.h2;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.loopwright.store.RunStore;
import org.loopwright.store.RunStoreContract;

/// What the store does when finished items move into blocks at once.
class H2RunStoreInBlocksTest extends RunStoreContract {
    @TempDir
    private Path project;

    @Override
    protected RunStore openStore() {
        return H2RunStore.open(project, 2);
    }
}
