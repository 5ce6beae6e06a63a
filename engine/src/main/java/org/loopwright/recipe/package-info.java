/// A recipe is a project for one paper, with a bar that was written down before anything was measured.
///
/// `recipe.yaml` names the claim, the bar, the arms (round loops of the project with their parameters) and the
/// contrast of arms that decides. [RecipeRun] runs every arm with every seed; [RecipeReport] says what came of
/// it: `n` counts seeds, and intervals span seeds.
@NullMarked
package org.loopwright.recipe;

import org.jspecify.annotations.NullMarked;
