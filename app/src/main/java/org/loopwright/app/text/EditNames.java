package org.loopwright.app.text;

import org.loopwright.journal.Edit;

/// What a fork changed, in a few words.
public final class EditNames {
    private static final int LONGEST = 60;

    private EditNames() {}

    /// `answer = "01386"`, `revise.sampling.temperature = 1.0`.
    public static String of(Edit edit) {
        return switch (edit) {
            case Edit.Redraw _ -> Texts.of("fork.edit.redraw");
            case Edit.SlotValue(var slot, var value) -> Texts.of("fork.edit.slot", slot, brief(value.text()));
            case Edit.Setting(var setting, var value) -> Texts.of("fork.edit.setting", setting, brief(value));
            case Edit.Cut cut when cut.kept().isEmpty() -> Texts.of("fork.edit.cut-all", cut.node());
            case Edit.Cut cut ->
                Texts.of(
                        "fork.edit.cut",
                        cut.node(),
                        Integer.toString(cut.kept().ids().size()),
                        brief(cut.kept().text()));
        };
    }

    private static String brief(String text) {
        String line = text.replace('\n', ' ').strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
