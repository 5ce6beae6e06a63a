/// Tests of projects on this machine.
@NullMarked
package org.loopwright.app.local;

import org.jspecify.annotations.NullMarked;
