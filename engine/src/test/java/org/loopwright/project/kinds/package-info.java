@org.jspecify.annotations.NullMarked
package org.loopwright.project.kinds;
