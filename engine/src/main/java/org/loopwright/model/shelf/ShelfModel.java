package org.loopwright.model.shelf;

import java.nio.file.Path;
import java.util.Optional;

/// A model on the shelf.
///
/// @param name what people type
/// @param path its folder or file
/// @param bytes that removing it sets free; 0 for a link
/// @param origin where it came from, or empty when somebody put it there by hand
public record ShelfModel(String name, Path path, long bytes, Optional<Origin> origin) {}
