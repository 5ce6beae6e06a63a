/// The shipped recipes, as templates of projects.
///
/// [org.loopwright.recipe.gallery.Gallery] lists the folders of recipes and copies one of them; a copy keeps the
/// recipe's loops as they were shipped in its folder `recipe`, so that
/// [org.loopwright.recipe.gallery.RecipeOrigin] can say what is different, wherever the project goes. What a recipe
/// says of itself stands in its `about.yaml`, which [org.loopwright.recipe.gallery.RecipeAbout] reads.
@NullMarked
package org.loopwright.recipe.gallery;

import org.jspecify.annotations.NullMarked;
