package org.loopwright.round.kind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.loopwright.loop.FieldType;
import org.loopwright.loop.KindSignature;
import org.loopwright.loop.KindSignature.Field;
import org.loopwright.loop.LoopException;
import org.loopwright.loop.LoopSpec;
import org.loopwright.loop.NodeSpec;
import org.loopwright.loop.SlotType;
import org.loopwright.loop.Source;
import org.loopwright.loop.Sources;
import org.loopwright.round.Learned;
import org.loopwright.round.Ledger;
import org.loopwright.round.Making;
import org.loopwright.round.Product;
import org.loopwright.round.RoundKind;
import org.loopwright.round.Row;
import org.loopwright.round.RowSet;
import org.loopwright.round.task.ProceduralTask;
import org.loopwright.task.Datasets;
import org.loopwright.task.Item;
import org.loopwright.task.Split;

/// `synthesize`: draws problems of a procedural task.
///
/// Settings: `task`, its name; `split` (`train`); `count` distinct problems; `size`, how hard each is,
/// and `smallest`, from which sizes are drawn evenly up to `size` (`size`); `grow`, what is added to
/// both in every later round; `solutions`, what the rows teach; `writes` the problems. They are drawn
/// from the step's seed; a hash of the problem decides its split, so seeds and rounds never leak one
/// into another.
///
/// | `solutions` | after | teaches |
/// |---|---|---|
/// | `none`, the default | | nothing |
/// | `worked`, `answer` | the question | the worked solution, or the answer alone |
/// | `text` | the word `go` | the worked solution |
/// | `revision` | a draft, spoilt half of the time, and the word `revise` | the worked solution |
/// | `check` | such a draft and the word `check` | the task's verdict on it, step by step |
/// | `checked-revision` | a spoilt draft, its verdict, the word `revise` | the worked solution |
/// | `recheck`, `rechecked-revision` | the same | the same, with the verdict working the steps out again |
///
/// `spoilt` is the share of solutions and verdicts that are wrong (0), for a model that errs as those do
/// whom it imitates; `copied` the share of revisions that repeat their draft (0). Problems with
/// solutions carry the label of their split. With `reads`, nothing is drawn: the task's expert corrects
/// the last completion of every attempt instead, a correction that knows the task's rules (source
/// `tool`). Exit: `next`. Cost: none.
public final class Synthesize extends RoundKind {
    private static final int TRIES = 200;

    @Override
    public String name() {
        return "synthesize";
    }

    @Override
    public KindSignature signature() {
        return new KindSignature(
                "Draws problems of a procedural task.",
                List.of(
                        Field.required("task", FieldType.TEXT, "The task: chain, addition, reverse."),
                        Field.optional("count", FieldType.INTEGER, "Distinct problems; 1 when left out."),
                        Field.optional("size", FieldType.INTEGER, "How hard each is; 1 when left out."),
                        Field.optional("reads", FieldType.READ, "Traces to correct instead of drawing problems."),
                        Field.optional("smallest", FieldType.INTEGER, "Sizes are drawn from here up to `size`."),
                        Field.optional("grow", FieldType.INTEGER, "Added to the sizes in every later round."),
                        Field.optional("split", FieldType.TEXT, "few-shot, train, dev or test; train when left out."),
                        Field.optional(
                                "solutions", FieldType.TEXT, "What is taught: none, worked, answer, revision, check."),
                        Field.optional("spoilt", FieldType.NUMBER, "Share of what is taught that is wrong; 0."),
                        Field.optional("copied", FieldType.NUMBER, "Share of revisions that repeat their draft; 0."),
                        Field.required("writes", FieldType.WRITE, "Where the problems go.")
                                .of(SlotType.DATASET)),
                List.of(NodeSpec.NEXT),
                KindSignature.ExitSet.CLOSED);
    }

    @Override
    public List<String> problems(LoopSpec loop, NodeSpec node) {
        List<String> problems = new ArrayList<>();
        ProceduralTask.named(node.settings().text("task"));
        node.settings()
                .optionalText("split")
                .filter(split -> Split.of(split).isEmpty())
                .ifPresent(split ->
                        problems.add("setting `split` is `" + split + "`: it should be few-shot, train, dev or test"));
        node.settings()
                .optionalText("solutions")
                .filter(solutions -> !Lesson.KNOWN.contains(solutions))
                .ifPresent(solutions -> problems.add(
                        "setting `solutions` is `" + solutions + "`: it should be one of " + Lesson.KNOWN));
        return problems;
    }

    /// What the task's expert makes of the last completion of each attempt.
    private static Product corrected(ProceduralTask task, Making making) {
        RowSet traces = making.rows("reads");
        List<Row> rows = new ArrayList<>();
        int changed = 0;
        for (Row row : traces.rows()) {
            Row learned = Learned.part(row, "last");
            Row.Message last = learned.messages().getLast();
            String text = task.corrected(last.text());
            changed += text.equals(last.text()) ? 0 : 1;
            List<Row.Message> messages = new ArrayList<>(
                    learned.messages().subList(0, learned.messages().size() - 1));
            messages.add(new Row.Message(last.role(), text, true));
            rows.add(learned.withMessages(messages));
        }
        Set<Source> sources = Sources.union(making.sources(), Set.of(new Source.Tool(task.name())));
        return Product.of(
                making.keep(traces.with(rows), SlotType.DATASET, sources),
                Map.of(),
                "corrected " + changed + " of " + rows.size() + " texts");
    }

    @Override
    public Product make(Making making) {
        ProceduralTask task = ProceduralTask.named(making.settings().text("task"));
        if (making.has("reads")) {
            return corrected(task, making);
        }
        Split split = Split.of(making.text("split", "train")).orElse(Split.TRAIN);
        int more = making.integer("grow", 0) * (making.site().frame().visit() - 1);
        int size = making.integer("size", 1) + more;
        int smallest = making.settings().has("smallest") ? making.integer("smallest", size) + more : size;
        int count = making.integer("count", 1);
        if (smallest < task.sizes().smallest() || size > task.sizes().largest() || smallest > size) {
            throw new LoopException("node " + making.node() + ": sizes " + smallest + " to " + size + " of task "
                    + task.name() + " are outside " + task.sizes().smallest() + " to "
                    + task.sizes().largest());
        }
        List<Row> rows = draw(task, split, smallest, size, count, making);
        boolean taught = !making.text("solutions", "none").equals("none");
        Set<Source> sources = taught
                ? Set.of(Source.Plain.GIVEN, new Source.Label(task.name(), split.label()))
                : Set.of(Source.Plain.GIVEN);
        return Product.of(
                making.keep(new RowSet(task.name(), split, rows), SlotType.DATASET, sources),
                taught ? Map.of(Ledger.GOLD_LABELS, (double) rows.size()) : Map.of(),
                rows.size() + " problems of size " + (smallest == size ? "" : smallest + " to ") + size);
    }

    private static List<Row> draw(ProceduralTask task, Split split, int smallest, int size, int count, Making making) {
        Random random = new Random(making.seed());
        Lesson lesson = new Lesson(
                task, making.text("solutions", "none"), making.number("spoilt", 0), making.number("copied", 0));
        Set<String> seen = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        for (int tries = 0; rows.size() < count; tries++) {
            if (tries > TRIES * count) {
                throw new LoopException("node " + making.node() + ": task " + task.name() + " has only " + rows.size()
                        + " problems of these sizes in split " + split.label() + ", not " + count);
            }
            int drawn = smallest + random.nextInt(size - smallest + 1);
            ProceduralTask.Problem problem = task.draw(drawn, random);
            if (problem.split() == split && seen.add(problem.question())) {
                Row row = problem(task, split, rows.size(), drawn, problem);
                rows.add(lesson.taught(row, problem, random));
            }
        }
        return rows;
    }

    private static Row problem(ProceduralTask task, Split split, int place, int size, ProceduralTask.Problem problem) {
        String id = String.format(Locale.ROOT, "%s-%s-%05d", task.name(), split.label(), place);
        Map<String, String> fields = Map.of("question", problem.question());
        Item item = Datasets.item(id, task.name() + "-" + size, fields, problem.answer());
        Row.Subject subject = new Row.Subject(id, item.contentHash(), item.cluster(), item.fields(), problem.answer());
        return Row.of(subject).withFacts(Map.of("size", size));
    }
}
