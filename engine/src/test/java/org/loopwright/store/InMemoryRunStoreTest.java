package org.loopwright.store;

import org.loopwright.testing.InMemoryRunStore;

class InMemoryRunStoreTest extends RunStoreContract {
    @Override
    protected RunStore openStore() {
        return new InMemoryRunStore();
    }
}
