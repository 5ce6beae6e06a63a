package org.loopwright.app.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loopwright.journal.Event;
import org.loopwright.loop.Content;
import org.loopwright.loop.Frame;
import org.loopwright.loop.Source;
import org.loopwright.loop.Value;
import org.loopwright.model.Completion;
import org.loopwright.model.TokenIds;
import org.loopwright.task.Grade;
import org.loopwright.task.Item;

/// Small sums, and made-up ways in which they go through the sample loop.
public final class SampleItems {
    private static final Set<Source> OWN = Set.of(Source.Plain.GIVEN, Source.Plain.INTRINSIC);

    private SampleItems() {}

    /// `count` problems.
    public static Map<String, Item> items(int count) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int a = 12 + i * 7 % 80;
            int b = 9 + i * 13 % 70;
            String id = String.format(java.util.Locale.ROOT, "dev-%04d", i);
            items.put(
                    id,
                    new Item(
                            id,
                            "c" + i,
                            id,
                            Map.of("question", "What is " + a + " + " + b + "?"),
                            Integer.toString(a + b)));
        }
        return items;
    }

    /// What happens to an item, without the run's own events.
    public static List<Event> events(Item item, int index) {
        Random random = new Random(index * 7919L + 3);
        int gold = Integer.parseInt(String.valueOf(item.gold()));
        List<Event> events = new ArrayList<>();
        Map<String, Value> slots = new LinkedHashMap<>();
        slots.put("question", Value.given(item.fields().getOrDefault("question", "")));
        events.add(new Event.FrameOpened(
                null,
                "self-check.loop.yaml",
                item.id(),
                item.contentHash(),
                item.cluster(),
                index,
                Set.of("m1"),
                "draft",
                slots));
        String answer = answer(random, gold, 0.52);
        write(events, "draft", 1, 0, answer, gold, "check");
        for (int visit = 1; visit <= 3; visit++) {
            boolean right = answer.equals(Integer.toString(gold));
            boolean accepts = random.nextDouble() < (right ? 0.86 : 0.38);
            check(events, visit, answer, accepts, random);
            if (accepts) {
                events.add(new Event.Moved("gate", visit, "accept", "done", OWN));
                break;
            }
            events.add(new Event.Moved("gate", visit, "revise", "revise", OWN));
            answer = answer(random, gold, right ? 0.7 : 0.42);
            write(events, "revise", visit, visit, answer, gold, "check");
        }
        if (events.getLast() instanceof Event.Moved moved && moved.target().equals("check")) {
            events.add(new Event.Moved("check", 4, "capped", "done", Set.of()));
        }
        events.add(new Event.FrameClosed(Frame.Outcome.STOPPED, "", "draft"));
        return events;
    }

    private static String answer(Random random, int gold, double chance) {
        double draw = random.nextDouble();
        if (draw < chance) {
            return Integer.toString(gold);
        }
        return draw > 0.93
                ? "I am not sure."
                : Integer.toString(gold + (random.nextBoolean() ? 10 : -1 - random.nextInt(3)));
    }

    private static void write(
            List<Event> events, String node, int visit, int turn, String answer, int gold, String next) {
        events.add(new Event.Generated(
                node, visit, "student", "m1", Set.of(Source.Plain.GIVEN), List.of(completion(answer))));
        events.add(new Event.SlotWritten("draft", turn, value(new Content.Text(answer))));
        boolean parsed = answer.chars().allMatch(Character::isDigit);
        boolean correct = answer.equals(Integer.toString(gold));
        String reason = parsed
                ? answer + (correct ? " equals " : " differs from ") + gold + " by integer/1"
                : "last-integer/1 finds no answer in the text";
        events.add(new Event.Graded(
                "draft",
                turn,
                "integer",
                new Grade(
                        parsed ? Grade.Status.PARSED : Grade.Status.UNPARSED,
                        parsed ? answer : null,
                        correct,
                        reason,
                        "last-integer/1",
                        "integer/1")));
        events.add(new Event.Moved(node, visit, "next", next, Set.of()));
    }

    private static void check(List<Event> events, int visit, String answer, boolean accepts, Random random) {
        String text = accepts
                ? "I add the tens first, then the ones, and come to " + answer + " again. Yes, the answer is right."
                : "I add the ones and carry " + random.nextInt(2) + ", and do not come to " + answer
                        + ". No, the answer is wrong.";
        events.add(new Event.Generated("check", visit, "student", "m1", OWN, List.of(completion(text))));
        events.add(new Event.SlotWritten(
                "verdict",
                visit - 1,
                value(new Content.Verdict(
                        accepts ? Content.Judgement.ACCEPT : Content.Judgement.REJECT, accepts ? 1 : 0, ""))));
        events.add(new Event.Moved("check", visit, "next", "gate", Set.of()));
    }

    private static Completion completion(String text) {
        int[] ids = text.chars().toArray();
        return new Completion(
                text, TokenIds.of(1, 2, 3), TokenIds.of(ids), null, null, null, Completion.Finish.STOP, 0, 4_000_000);
    }

    private static Value value(Content content) {
        return new Value(content, OWN, null);
    }
}
