package org.loopwright.tool.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.loopwright.loop.ToolCall;
import org.loopwright.tool.ToolException;

class WorldsTest {
    private static final Map<String, String> BACK =
            Map.of("north", "south", "south", "north", "east", "west", "west", "east");

    @Test
    void halvingTheRangeAlwaysWins() {
        NumberGuessing world = new NumberGuessing();
        for (long seed = 0; seed < 200; seed++) {
            List<String> actions = new ArrayList<>();
            int low = 1;
            int high = 100;
            World.Turn turn = world.play(seed, actions);
            while (turn.end() == World.End.OPEN) {
                int guess = (low + high) / 2;
                actions.add("I say " + guess);
                turn = world.play(seed, actions);
                low = turn.text().startsWith("Higher") ? guess + 1 : low;
                high = turn.text().startsWith("Lower") ? guess - 1 : high;
            }
            assertThat(turn.end()).as("seed %d: %s", seed, turn).isEqualTo(World.End.WON);
        }
    }

    @Test
    void wrongGuessesLoseAndNonsenseCostsATurn() {
        NumberGuessing world = new NumberGuessing();
        assertThat(world.play(1, List.of("hm")).text())
                .startsWith("I see no number")
                .endsWith("Guesses left: 6.");
        assertThat(world.play(1, List.of("0", "0", "0", "0", "0", "0", "0")).end())
                .isEqualTo(World.End.LOST);
    }

    @Test
    void warmerStepsFindTheTreasure() {
        GridWalk world = new GridWalk();
        for (long seed = 0; seed < 200; seed++) {
            List<String> actions = new ArrayList<>();
            List<String> ways = new ArrayList<>(List.of("north", "south", "east", "west"));
            World.Turn turn = world.play(seed, actions);
            assertThat(turn.end()).isEqualTo(World.End.OPEN);
            while (turn.end() == World.End.OPEN) {
                actions.add("go " + ways.getFirst());
                turn = world.play(seed, actions);
                if (turn.text().startsWith("Colder")) {
                    actions.add(BACK.get(ways.removeFirst()));
                    turn = world.play(seed, actions);
                } else if (!turn.text().startsWith("Warmer")) {
                    ways.removeFirst();
                }
            }
            assertThat(turn.end()).as("seed %d: %s", seed, actions).isEqualTo(World.End.WON);
        }
    }

    @Test
    void theToolFindsInstalledWorldsAndNamesThemAll() {
        WorldTool tool = WorldTool.installed();
        ToolCall call = new ToolCall(Map.of("world", "number-guessing", "seed", "3"), List.of());
        assertThat(tool.use(call).status()).isEqualTo("open");
        assertThatThrownBy(() -> tool.use(new ToolCall(Map.of("world", "chess"), List.of())))
                .isInstanceOf(ToolException.class)
                .hasMessage("there is no world `chess`; there are [grid-walk, number-guessing]");
    }
}
