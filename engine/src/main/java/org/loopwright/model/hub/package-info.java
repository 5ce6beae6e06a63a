/// Getting models from the Hugging Face hub, or from a mirror of it.
///
/// [Hub] asks what a repository holds, [HubChoice] picks the files that this engine reads, [HubFetch]
/// brings them into a folder, each by a [Download] that resumes where it was cut and checks what came.
/// The protocol is the hub's own: `GET /api/models/NAME/revision/REV?blobs=true` and
/// `GET /NAME/resolve/COMMIT/FILE`.
@NullMarked
package org.loopwright.model.hub;

import org.jspecify.annotations.NullMarked;
