package org.loopwright.app.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/// The window's colours. Closed set.
public enum Theme {
    LIGHT,
    DARK;

    /// The stylesheet that defines the colour tokens.
    public String userAgentStylesheet() {
        return switch (this) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK -> new PrimerDark().getUserAgentStylesheet();
        };
    }

    /// The other one.
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }
}
