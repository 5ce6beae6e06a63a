package org.loopwright.train.arithmetic;

import org.loopwright.train.TrainingCourse;
import org.loopwright.train.TrainingPlan;
import org.loopwright.train.TrainingRecipe;

/// The recipe `arithmetic-self-check`: a model that drafts, checks and revises products. See the
/// package's page.
public final class ArithmeticRecipe implements TrainingRecipe {
    /// For [java.util.ServiceLoader].
    public ArithmeticRecipe() {}

    @Override
    public String name() {
        return "arithmetic-self-check";
    }

    @Override
    public TrainingCourse start(TrainingPlan plan) {
        return new ArithmeticCourse(plan.seed(), CourseMix.of(plan));
    }
}
