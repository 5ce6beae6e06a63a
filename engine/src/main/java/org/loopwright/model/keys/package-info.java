/// Where keys of servers are kept outside of projects: [ServerKeys], and the keyring of the operating system behind
/// it ([SystemKeyring]).
@NullMarked
package org.loopwright.model.keys;

import org.jspecify.annotations.NullMarked;
