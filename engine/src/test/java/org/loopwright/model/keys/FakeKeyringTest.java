package org.loopwright.model.keys;

import org.loopwright.testing.FakeKeyring;

class FakeKeyringTest extends ServerKeysContract {
    FakeKeyringTest() {
        super(new FakeKeyring());
    }
}
