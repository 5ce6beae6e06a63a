package org.loopwright.app.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.loopwright.app.session.Transition;
import org.loopwright.app.session.TurnState;
import org.loopwright.app.testing.FakeSession;
import org.loopwright.app.work.Background;
import org.loopwright.store.RunSummary;

class ItemsViewModelTest {
    private final FakeSession session = FakeSession.sample(1);
    private final RunSummary run = session.run(new UUID(7, 1)).orElseThrow();
    private final Transition fixed = new Transition(TurnState.WRONG, TurnState.RIGHT);
    private final ItemsViewModel model = new ItemsViewModel(new Background(Runnable::run, Runnable::run, failure -> {
        throw new AssertionError(failure.message());
    }));

    @Test
    void aCellShowsExactlyItsItems() {
        model.show(session, run, fixed);
        assertThat(model.rows()).hasSize(session.figures(run.header().id()).count(fixed));
        assertThat(model.rows()).allMatch(row -> row.transition().equals(fixed));
        assertThat(model.size()).isEqualTo(120);
    }

    @Test
    void aQueryShowsWhatItFindsAndOneThatIsNonePointsAtTheColumn() {
        model.show(session, run, null);
        model.find().textProperty().set("item:dev-0007");
        assertThat(model.rows()).singleElement().matches(row -> row.item().equals("dev-0007"));
        model.find().textProperty().set("wrong->rihgt");
        assertThat(model.find().problemProperty().get()).startsWith("       ▲").contains("rihgt");
        assertThat(model.rows()).as("what was found stays").hasSize(1);
        model.find().textProperty().set("");
        assertThat(model.rows()).hasSize(120);
    }

    @Test
    void theFirstItemsTurnsAreShownWithPromptCheckAndGrade() {
        model.show(session, run, fixed);
        ItemStory story = Objects.requireNonNull(model.storyProperty().get());
        assertThat(story.turns()).hasSizeGreaterThanOrEqualTo(2);
        ItemStory.Turn first = story.turns().getFirst();
        assertThat(Objects.requireNonNull(first.answer().asked()).prompts()).hasSize(1);
        assertThat(first.after()).extracting(ItemStory.Work::node).containsExactly("check", "gate");
        assertThat(Objects.requireNonNull(first.grade()).correct()).isFalse();
        assertThat(Objects.requireNonNull(story.turns().getLast().grade()).correct())
                .isTrue();
    }
}
