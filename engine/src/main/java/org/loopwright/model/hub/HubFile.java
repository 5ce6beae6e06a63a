package org.loopwright.model.hub;

/// A file of a repository.
///
/// @param name path within the repository, with `/`
/// @param size in bytes
/// @param checksum of its content
public record HubFile(String name, long size, Checksum checksum) {}
