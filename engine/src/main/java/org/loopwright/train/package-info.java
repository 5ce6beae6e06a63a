/// Training, seen from a program: recipes, plans, progress, results. Nothing here knows the native engine.
///
/// [Training#run] is the way in: it reads a [TrainingPlan] (`training/*.yaml` of a project), asks the
/// [TrainingRecipe] that it names for a [TrainingCourse] (what to practise), and drives a
/// [ModelTrainer] (what computes) step by step. Everything follows from the plan's seed: the same plan
/// on the same machine gives the same weights.
///
/// ```
/// plan + recipe -> course;  initial weights -> model
/// for each step: course.batches(step) -> gradient -> AdamW
/// round the weights -> evaluate -> write the model folder, complete or not at all
/// ```
@NullMarked
package org.loopwright.train;

import org.jspecify.annotations.NullMarked;
