/// Kinds of nodes that a project brings, as jars in its folder `kinds`.
///
/// A jar is a program with all the rights of the person who runs it, so
/// [org.loopwright.project.kinds.ProjectKinds] loads it only when
/// [org.loopwright.project.kinds.KindConsent] says that this person agreed to these very bytes. Each is loaded in a
/// class loader of its own, by [java.util.ServiceLoader].
@NullMarked
package org.loopwright.project.kinds;

import org.jspecify.annotations.NullMarked;
