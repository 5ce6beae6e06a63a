package org.loopwright.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.loopwright.model.files.NumberFormat;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads a [TrainingPlan] from YAML (JSON is YAML), strictly: unknown keys and values out of range are
/// errors.
final class TrainingPlanFile {
    private TrainingPlanFile() {}

    static TrainingPlan read(Path file) {
        PlanSection plan = new PlanSection(file, "", load(file));
        plan.integer("loopwright", null, 1, 1);
        TrainingPlan read = new TrainingPlan(
                file,
                plan.text("recipe", null),
                plan.integer("seed", null, 0, Integer.MAX_VALUE),
                plan.integer("steps", null, 1, 1_000_000),
                output(file, plan.text("output", null)),
                format(file, plan.text("format", "f32")),
                plan.text("licence", "unknown"),
                shape(plan.section("model")),
                optimizer(plan.section("optimizer")),
                schedule(plan.section("optimizer")),
                examination(plan.section("examine")),
                plan.section("mix").numbers());
        plan.refuseOthers();
        return read;
    }

    private static Map<?, ?> load(Path file) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file.toString())
                    .setCodePointLimit(1_000_000)
                    .build();
            if (new Load(settings).loadFromString(Files.readString(file)) instanceof Map<?, ?> map) {
                return map;
            }
            throw new TrainingException(
                    TrainingException.Code.PLAN, file + ": the file is no mapping; see training/README.md");
        } catch (NoSuchFileException e) {
            throw new TrainingException(
                    TrainingException.Code.PLAN,
                    file + ": there is no such plan; name a file of the project's folder training",
                    e);
        } catch (IOException | YamlEngineException e) {
            throw new TrainingException(
                    TrainingException.Code.PLAN, file + ": the plan can't be read: " + e.getMessage(), e);
        }
    }

    /// A plan comes with a project from anywhere, so it may only write inside the project.
    private static String output(Path file, String output) {
        Path path = Path.of(output).normalize();
        if (path.isAbsolute() || path.startsWith("..") || path.toString().isEmpty()) {
            throw new TrainingException(
                    TrainingException.Code.PLAN,
                    file + ": output is `" + output + "`; a folder inside the project is expected");
        }
        return output;
    }

    private static NumberFormat format(Path file, String name) {
        for (NumberFormat format : NumberFormat.values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new TrainingException(
                TrainingException.Code.PLAN, file + ": format is `" + name + "`; permitted are f32, f16, bf16");
    }

    private static TrainingPlan.Shape shape(PlanSection model) {
        TrainingPlan.Shape shape = new TrainingPlan.Shape(
                model.integer("hidden", 128, 8, 4096),
                model.integer("layers", 4, 1, 64),
                model.integer("heads", 4, 1, 64),
                model.integer("key-value-heads", 2, 1, 64),
                model.integer("feed-forward", 352, 8, 16_384),
                model.integer("context", 256, 16, 8192));
        model.refuseOthers();
        return shape;
    }

    private static AdamW optimizer(PlanSection section) {
        return new AdamW(
                section.number("beta1", 0.9, 0, 0.9999),
                section.number("beta2", 0.98, 0, 0.99999),
                section.number("decay", 0.01, 0, 1),
                section.number("clip", 1, 1e-6, 1e6));
    }

    private static RateSchedule schedule(PlanSection section) {
        RateSchedule schedule = new RateSchedule(
                section.number("rate", 0.002, 1e-9, 1),
                section.integer("warm-up", 100, 0, 1_000_000),
                new RateSchedule.WarmUpStableDecay(
                        section.number("constant-until", 0.5, 0, 1), section.number("rest", 0.03, 0, 1)));
        // Both records read the same section, so both sets of keys are known.
        optimizer(section);
        section.refuseOthers();
        return schedule;
    }

    private static TrainingPlan.Examination examination(PlanSection section) {
        TrainingPlan.Examination examination = new TrainingPlan.Examination(
                section.integer("every", 250, 1, 1_000_000),
                section.integer("problems", 200, 1, 100_000),
                section.integer("at-the-end", 1000, 1, 100_000));
        section.refuseOthers();
        return examination;
    }
}
