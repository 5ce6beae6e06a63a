package org.loopwright.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loopwright.loop.Frame;
import org.loopwright.loop.FramePath;
import org.loopwright.loop.StepResult;
import org.loopwright.loop.Value;
import org.loopwright.model.Beginning;

/// Turns a frame's events back into the frame.
public final class FrameFold {
    private FrameFold() {}

    /// The frame after `event`. Events of the run as a whole and grades leave it as it is.
    ///
    /// @param frame the frame before, or null before `FrameOpened`
    /// @throws IllegalStateException when the first event does not open the frame
    public static @Nullable Frame apply(@Nullable Frame frame, FramePath path, Event event) {
        if (event instanceof Event.FrameOpened opened) {
            return Frame.open(
                    path, opened.item(), opened.seed(), opened.answerAuthors(), opened.slots(), opened.start());
        }
        if (frame == null) {
            throw new IllegalStateException(
                    "frame " + path + " begins with " + event.getClass().getSimpleName());
        }
        return switch (event) {
            case Event.Generated generated -> generated(frame, generated);
            case Event.Scored scored ->
                frame.withResults(
                        scored.grades().stream().map(StepResult.Scored::new).toList());
            case Event.ToolReturned returned ->
                frame.withResults(
                        returned.results().stream().map(StepResult.Used::new).toList());
            case Event.Asked asked -> frame.withResults(List.of(new StepResult.Asked(asked.question())));
            case Event.Answered answered -> frame.withResults(List.of(new StepResult.Answered(answered.text())));
            case Event.CallReturned returned ->
                frame.withResults(
                        returned.values().stream().map(StepResult.Returned::new).toList());
            case Event.Made made -> frame.withResults(List.of(new StepResult.Made(made.exit(), made.values())));
            case Event.SlotWritten written -> frame.withWrite(written.slot(), written.value());
            case Event.Moved moved -> frame.withMove(moved.exit(), moved.target(), moved.uses());
            case Event.FrameClosed closed ->
                frame.withEnd(new Frame.End(closed.outcome(), closed.reason(), closed.returns()));
            case Event.Edited(Edit edit, long seed) -> edited(frame.withSeed(seed), edit);
            case Event.FrameOpened _,
                    Event.RunStarted _,
                    Event.Graded _,
                    Event.Alarmed _,
                    Event.BudgetHit _,
                    Event.Paused _,
                    Event.Resumed _,
                    Event.Cancelled _,
                    Event.RunFinished _ -> frame;
        };
    }

    private static Frame generated(Frame frame, Event.Generated generated) {
        List<StepResult.Completed> answers = generated.completions().stream()
                .map(completion -> new StepResult.Completed(completion, generated.modelHash()))
                .toList();
        boolean first = frame.results().stream().noneMatch(StepResult.Completed.class::isInstance);
        return first && answers.size() == 1
                ? frame.withAnswer(generated.role(), answers.getFirst())
                : frame.withResults(answers);
    }

    private static Frame edited(Frame frame, Edit edit) {
        return switch (edit) {
            case Edit.SlotValue(String slot, Value value) -> frame.withReplaced(slot, value);
            case Edit.Cut(String _, int index, Beginning kept) -> frame.withBeginning(index, kept);
            case Edit.Redraw _, Edit.Setting _ -> frame;
        };
    }

    /// The frame after all of its `entries`, in their order; null when there are none.
    public static @Nullable Frame of(FramePath path, List<JournalEntry> entries) {
        Frame frame = null;
        for (JournalEntry entry : entries) {
            frame = apply(frame, path, entry.event());
        }
        return frame;
    }
}
