@org.jspecify.annotations.NullMarked
package org.loopwright.recipe.gallery;
