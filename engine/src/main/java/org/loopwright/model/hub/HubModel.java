package org.loopwright.model.hub;

import java.util.List;

/// What a repository holds at one commit.
///
/// @param repository `owner/name`
/// @param commit which the revision stood for, hexadecimal
/// @param licence as its page states it, or `unknown`
/// @param files all of them
public record HubModel(String repository, String commit, String licence, List<HubFile> files) {
    public HubModel {
        files = List.copyOf(files);
    }
}
