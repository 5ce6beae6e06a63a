/// What the screens ask of a project: [ProjectSession], a port with exactly what they need. Every call may
/// read a disk or wait for a model, so no call is made on the window's thread.
@NullMarked
package org.loopwright.app.session;

import org.jspecify.annotations.NullMarked;
