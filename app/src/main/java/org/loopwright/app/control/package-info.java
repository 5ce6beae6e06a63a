/// Small parts that several screens share: badges, chips, empty states, collapsible sections.
@NullMarked
package org.loopwright.app.control;

import org.jspecify.annotations.NullMarked;
