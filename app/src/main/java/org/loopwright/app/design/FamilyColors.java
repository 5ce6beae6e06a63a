package org.loopwright.app.design;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.Scene;
import javafx.scene.paint.Color;
import org.loopwright.app.look.TokenColors;
import org.loopwright.loop.diff.Difference;

/// The theme's colours of nodes, for drawings that style sheets don't reach.
final class FamilyColors {
    private final Map<Family, Color> colors = new EnumMap<>(Family.class);
    private final Map<Difference.Change, Color> changes = new EnumMap<>(Difference.Change.class);
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
        changes.put(Difference.Change.ADDED, tokens.get("-color-success-emphasis"));
        changes.put(Difference.Change.CHANGED, tokens.get("-color-warning-emphasis"));
        changes.put(Difference.Change.REMOVED, tokens.get("-color-danger-emphasis"));
        line = tokens.get("-color-neutral-muted");
        return true;
    }

    /// The colour of a card, or of one that is not there.
    Color of(@org.jspecify.annotations.Nullable NodeCard card) {
        return colors.getOrDefault(card == null ? Family.OTHER : Family.of(card.kind()), Color.GRAY);
    }

    /// The colour of what differs from another version, the same as on cards.
    Color of(Difference.Change change) {
        return changes.getOrDefault(change, Color.GRAY);
    }

    /// The colour of lines between them.
    Color line() {
        return line;
    }
}
