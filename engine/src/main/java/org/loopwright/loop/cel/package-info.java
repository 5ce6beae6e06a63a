/// Conditions of branches in the Common Expression Language.
///
/// [CelConditions] is the adapter; [SlotDeclarations] says what slots look like to the type checker.
@NullMarked
package org.loopwright.loop.cel;

import org.jspecify.annotations.NullMarked;
