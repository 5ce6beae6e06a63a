package org.loopwright.loop.edit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The steps that can be undone and redone, the oldest forgotten when there are too many. Not
/// thread-safe.
public final class EditHistory {
    private final int most;
    private final Deque<Edit> done = new ArrayDeque<>();
    private final Deque<Edit> undone = new ArrayDeque<>();

    /// @param most how many steps are kept, at least 1
    /// @throws IllegalArgumentException when `most` is less than 1
    public EditHistory(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("a history keeps at least 1 step, not " + most);
        }
        this.most = most;
    }

    /// Takes a step. What was undone before can't be redone any more.
    public void add(Edit edit) {
        undone.clear();
        done.push(edit);
        if (done.size() > most) {
            done.removeLast();
        }
    }

    /// Takes the last step back; empty when there is none.
    public Optional<Edit> undo() {
        Optional<Edit> edit = Optional.ofNullable(done.poll());
        edit.ifPresent(undone::push);
        return edit;
    }

    /// Takes the step again that was undone last; empty when there is none.
    public Optional<Edit> redo() {
        Optional<Edit> edit = Optional.ofNullable(undone.poll());
        edit.ifPresent(done::push);
        return edit;
    }

    /// The step that [#undo] would take back.
    public Optional<Edit> last() {
        return Optional.ofNullable(done.peek());
    }

    /// The step that [#redo] would take.
    public Optional<Edit> next() {
        return Optional.ofNullable(undone.peek());
    }

    /// Forgets all steps.
    public void clear() {
        done.clear();
        undone.clear();
    }
}
