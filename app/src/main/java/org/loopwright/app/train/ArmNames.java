package org.loopwright.app.train;

import org.loopwright.app.session.Training;
import org.loopwright.app.text.Texts;
import org.loopwright.journal.RunHeader;
import org.loopwright.round.RoundControl;

/// What arms are called beside one another.
final class ArmNames {
    private ArmNames() {}

    /// The name of `arm` beside the run that is shown.
    static String of(Training.Reading reading, Training.Arm arm) {
        RunHeader header = arm.run().header();
        RunHeader shown = reading.run().header();
        if (!shown.origins().isEmpty() && shown.origins().getLast().run().equals(header.id())) {
            return Texts.of("training.arm.parent");
        }
        return RoundControl.of(header.loop())
                .map(control -> Texts.of("control." + control.word()))
                .orElse(header.origins().isEmpty() ? header.loop() : Texts.of("training.arm.fork"));
    }
}
