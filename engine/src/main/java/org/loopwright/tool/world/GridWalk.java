package org.loopwright.tool.world;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `grid-walk`: find the treasure on a board of 5 by 5 squares in 16 steps. Each step is answered with the
/// place and whether the treasure came nearer.
public final class GridWalk implements World {
    private static final int SIZE = 5;
    private static final int STEPS = 16;
    private static final Pattern WAY = Pattern.compile("\\b(north|south|east|west)\\b");

    @Override
    public String name() {
        return "grid-walk";
    }

    @Override
    public Turn play(long seed, List<String> actions) {
        Random random = new Random(seed);
        Place treasure = new Place(random.nextInt(SIZE), random.nextInt(SIZE));
        Place place = treasure.opposite();
        String said =
                "You stand on a board of " + SIZE + " by " + SIZE + " squares. A treasure lies on one of them. Say"
                        + " north, south, east or west; you have " + STEPS + " steps.";
        for (String action : actions) {
            if (place.equals(treasure)) {
                break;
            }
            Place next = place.after(action);
            said = next.equals(place)
                    ? "You did not move."
                    : next.distance(treasure) < place.distance(treasure) ? "Warmer." : "Colder.";
            place = next;
        }
        if (place.equals(treasure)) {
            return new Turn("You found the treasure at " + place.shown() + ".", End.WON);
        }
        int left = STEPS - actions.size();
        return left <= 0
                ? new Turn(said + " You have no steps left; it lay at " + treasure.shown() + ".", End.LOST)
                : new Turn(said + " You are at " + place.shown() + ". Steps left: " + left + ".", End.OPEN);
    }

    /// A square, columns from the west and rows from the south, from 0.
    private record Place(int column, int row) {
        /// A square that is never this one: the board's side is odd, so the middle moves to a corner.
        Place opposite() {
            Place mirrored = new Place(SIZE - 1 - column, SIZE - 1 - row);
            return mirrored.equals(this) ? new Place(0, 0) : mirrored;
        }

        Place after(String action) {
            Matcher matcher = WAY.matcher(action.toLowerCase(Locale.ROOT));
            String way = "";
            while (matcher.find()) {
                way = matcher.group(1);
            }
            Place next = switch (way) {
                case "north" -> new Place(column, row + 1);
                case "south" -> new Place(column, row - 1);
                case "east" -> new Place(column + 1, row);
                case "west" -> new Place(column - 1, row);
                default -> this;
            };
            return next.isOnBoard() ? next : this;
        }

        private boolean isOnBoard() {
            return column >= 0 && column < SIZE && row >= 0 && row < SIZE;
        }

        int distance(Place other) {
            return Math.abs(column - other.column) + Math.abs(row - other.row);
        }

        String shown() {
            return "column " + (column + 1) + ", row " + (row + 1);
        }
    }
}
