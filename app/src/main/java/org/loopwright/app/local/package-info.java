/// The screens' port to projects, kept by the engine on this machine.
@NullMarked
package org.loopwright.app.local;

import org.jspecify.annotations.NullMarked;
