/// The tool that draws items from the project's datasets.
@NullMarked
package org.loopwright.tool.dataset;

import org.jspecify.annotations.NullMarked;
