/// The gallery of recipes: what each paper's recipe claims, holds and needs, and a copy of it as a project of one's
/// own.
///
/// [org.loopwright.app.gallery.GalleryViewModel] lists and copies; [org.loopwright.app.gallery.GalleryView] lies over
/// the window while it is open.
@NullMarked
package org.loopwright.app.gallery;

import org.jspecify.annotations.NullMarked;
