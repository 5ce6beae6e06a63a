/// Prompts in a small, closed part of Jinja.
///
/// [JinjaTemplates] is the adapter; [TemplateNames] finds what a template reads; [LockedJinja] is the
/// engine with everything switched off that is not needed to build a text from plain values.
@NullMarked
package org.loopwright.loop.jinja;

import org.jspecify.annotations.NullMarked;
