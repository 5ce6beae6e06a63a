/// Test support: fakes of the ports, and journals written by hand. Real adapters are held to the same
/// contract tests as the fakes.
@NullMarked
package org.loopwright.testing;

import org.jspecify.annotations.NullMarked;
