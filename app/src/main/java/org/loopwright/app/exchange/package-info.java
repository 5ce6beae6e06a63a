/// What comes into a project from files of other programs: a sheet over the window that shows how a file would be
/// understood, and lets its fields be mapped.
@NullMarked
package org.loopwright.app.exchange;

import org.jspecify.annotations.NullMarked;
