@NullMarked
package org.loopwright.app.models;

import org.jspecify.annotations.NullMarked;
