/// The desktop of Loopwright. [Desktop] opens the window; `shell` composes the screens, one package each; a
/// view builds nodes and binds, a view model beside it has properties and commands and knows no node.
/// Start with `session`: what screens may ask of a project.
@NullMarked
package org.loopwright.app;

import org.jspecify.annotations.NullMarked;
