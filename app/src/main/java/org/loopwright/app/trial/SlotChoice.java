package org.loopwright.app.trial;

import org.loopwright.trial.SlotSource;

/// Where the prompt's slots may come from, with the name that people read.
///
/// @param name of the choice
/// @param source what it is
record SlotChoice(String name, SlotSource source) {
    @Override
    public String toString() {
        return name;
    }
}
