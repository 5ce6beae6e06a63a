/// The part of Jinja that chat templates use, as transformers renders it: blocks trimmed, no clock, no
/// files, no Python.
///
/// [Template] is the way in. It is read once by [TemplateLexer] and [TemplateParser] into small functions
/// ([Expression], [Statement]) that compute in a [Scope]. Each character of a [Marked] text remembers
/// which message it came from, so that whatever a template does to a content (trimming it, cutting its
/// thinking off), what is the template's and what is a message's stays known. Message contents are
/// values: they are never read as a template.
@NullMarked
package org.loopwright.model.files.jinja;

import org.jspecify.annotations.NullMarked;
