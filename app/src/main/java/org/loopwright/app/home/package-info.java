/// The project's tree: its loops, datasets, models and runs.
@NullMarked
package org.loopwright.app.home;

import org.jspecify.annotations.NullMarked;
