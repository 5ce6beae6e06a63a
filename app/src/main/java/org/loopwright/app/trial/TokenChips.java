package org.loopwright.app.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.loopwright.app.control.Labels;
import org.loopwright.app.text.Figures;
import org.loopwright.app.text.Texts;
import org.loopwright.loop.PromptSettings;
import org.loopwright.model.Prompt;
import org.loopwright.model.PromptToken;
import org.loopwright.trial.BenchPrompt;

/// The tokens of a prompt as chips, coloured by role, a line of text on a line of chips. What the chat template put
/// there has a dashed edge; what a slot holds has a line below; what a run would leave out is struck through.
final class TokenChips extends VBox {
    /// More chips than that are slow to lay out; the list shows all.
    private static final int MOST = 900;

    private final BenchPrompt.Asked asked;

    TokenChips(BenchPrompt.Asked asked) {
        this.asked = asked;
        List<PromptToken> tokens = asked.tokens();
        getStyleClass().add("token-chips");
        FlowPane line = line();
        for (int i = 0; i < Math.min(MOST, tokens.size()); i++) {
            line.getChildren().add(chip(i));
            if (tokens.get(i).text().endsWith("\n")) {
                line = line();
            }
        }
        if (tokens.size() > MOST) {
            getChildren()
                    .add(Labels.wrapping(
                            Texts.of("try.tokens.more", Figures.count(tokens.size() - MOST)), "small", "muted"));
        }
    }

    private FlowPane line() {
        FlowPane line = new FlowPane(2, 3);
        getChildren().add(line);
        return line;
    }

    private Label chip(int index) {
        Label chip = new Label(visible(asked.tokens().get(index).text()));
        chip.getStyleClass().add("token");
        chip.getStyleClass().addAll(styles(asked, index));
        chip.setTooltip(new Tooltip(describe(asked, index)));
        return chip;
    }

    /// The token's text with blanks that can be seen.
    static String visible(String text) {
        String shown = text.replace("\n", "⏎").replace("\t", "⇥").replace(' ', '·');
        return shown.isEmpty() ? "␣" : shown;
    }

    /// Style classes that say whose a token is.
    static List<String> styles(BenchPrompt.Asked asked, int index) {
        Prompt prompt = asked.prompt();
        PromptToken token = asked.tokens().get(index);
        List<String> styles = new ArrayList<>();
        styles.add(role(prompt, token));
        if (token.origin().templateOnly()) {
            styles.add("template");
        }
        if (token.message() >= 0 && slot(prompt, token) != null) {
            styles.add("of-slot");
        }
        if (asked.dropped().contains(index)) {
            styles.add("dropped");
        }
        return styles;
    }

    /// `role-user`, or `role-none` for the template's.
    private static String role(Prompt prompt, PromptToken token) {
        return token.message() < 0
                ? "role-none"
                : "role-" + roleName(prompt, token).toLowerCase(Locale.ROOT);
    }

    private static @org.jspecify.annotations.Nullable String slot(Prompt prompt, PromptToken token) {
        return prompt.messages()
                .get(token.message())
                .segments()
                .get(token.segment())
                .slot();
    }

    /// Id, text, and whose it is, in words.
    static String describe(BenchPrompt.Asked asked, int index) {
        String whose = describe(asked.prompt(), asked.tokens().get(index));
        return asked.dropped().contains(index) ? whose + "\n" + Texts.of("try.token.dropped") : whose;
    }

    private static String describe(Prompt prompt, PromptToken token) {
        String text = Texts.of("try.token", Integer.toString(token.id()), visible(token.text()));
        if (token.message() < 0) {
            return text + "\n"
                    + Texts.of(
                            token.origin() == PromptToken.Origin.SPECIAL ? "try.token.special" : "try.token.template");
        }
        String role = prompt.messages().get(token.message()).role();
        String slot = slot(prompt, token);
        String owner = slot == null
                ? Texts.of("try.token.message", role, token.message() + 1)
                : Texts.of("try.token.slot", role, token.message() + 1, slot);
        return text + "\n" + owner
                + (isPrefill(prompt, token) ? "\n" + Texts.of("try.token.prefill") : "")
                + (token.origin() == PromptToken.Origin.JOINED ? "\n" + Texts.of("try.token.joined") : "");
    }

    /// Whether a token is of the beginning of the answer.
    private static boolean isPrefill(Prompt prompt, PromptToken token) {
        return prompt.form() == Prompt.Form.CONTINUE
                && token.message() == prompt.messages().size() - 1;
    }

    /// The role that a token is counted under.
    private static String roleName(Prompt prompt, PromptToken token) {
        return isPrefill(prompt, token)
                ? PromptSettings.PREFILL
                : prompt.messages().get(token.message()).role();
    }

    /// Whose a token is, in a few words: `assistant · answer`.
    static String owner(Prompt prompt, PromptToken token) {
        if (token.message() < 0) {
            return Texts.of("try.template");
        }
        String role = roleName(prompt, token);
        String slot = slot(prompt, token);
        return slot == null ? role : role + " · " + slot;
    }

    /// How many tokens each role has, the template's under `template`, in the prompt's order.
    static Map<String, Long> counts(Prompt prompt, List<PromptToken> tokens) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (PromptToken token : tokens) {
            String key = token.message() < 0 ? "template" : roleName(prompt, token);
            counts.merge(key, 1L, Long::sum);
        }
        return counts;
    }
}
