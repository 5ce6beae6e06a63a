package org.loopwright.model.keys;

class SystemKeyringTest extends ServerKeysContract {
    SystemKeyringTest() {
        super(new SystemKeyring());
    }
}
