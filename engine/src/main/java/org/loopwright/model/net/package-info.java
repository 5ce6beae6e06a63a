/// Talking to servers over HTTP without ever waiting for good: [Web] sends, [PatientBody] reads, and each
/// has a longest silence. Used by the hub's client and by models behind servers.
@NullMarked
package org.loopwright.model.net;

import org.jspecify.annotations.NullMarked;
