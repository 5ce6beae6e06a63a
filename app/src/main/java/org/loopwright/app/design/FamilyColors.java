package org.loopwright.app.design;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import org.loopwright.app.look.TokenColors;

/// The theme's colours of nodes, for drawings that style sheets don't reach.
final class FamilyColors {
    private final Map<Family, Color> colors = new EnumMap<>(Family.class);
    private Color line = Color.GRAY;
    private Set<PseudoClass> theme = Set.of();

    /// Reads them again when the theme changed.
    ///
    /// @return whether it did
    boolean read(Scene scene) {
        Set<PseudoClass> now = scene.getRoot().getPseudoClassStates();
        if (!colors.isEmpty() && now.equals(theme)) {
            return false;
        }
        theme = Set.copyOf(now);
        TokenColors tokens = TokenColors.of(scene);
        for (Family each : Family.values()) {
            colors.put(each, tokens.get(each.token()));
        }
        line = tokens.get("-color-neutral-muted");
        return true;
    }

    /// The colour of a card, or of one that is not there.
    Color of(@org.jspecify.annotations.Nullable NodeCard card) {
        return colors.getOrDefault(card == null ? Family.OTHER : Family.of(card.kind()), Color.GRAY);
    }

    /// The colour of lines between them.
    Color line() {
        return line;
    }
}
