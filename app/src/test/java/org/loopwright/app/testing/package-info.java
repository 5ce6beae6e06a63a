/// A project without disk or model, for tests of screens, and the pictures of all screens.
@NullMarked
package org.loopwright.app.testing;

import org.jspecify.annotations.NullMarked;
