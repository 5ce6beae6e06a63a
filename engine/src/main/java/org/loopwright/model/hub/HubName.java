package org.loopwright.model.hub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What people type for a repository: `owner/name`, `name`, either with `@revision`.
///
/// @param repository `owner/name` or, for a few old ones, `name`
/// @param revision branch, tag or commit; `main` when left out
public record HubName(String repository, String revision) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9][\\w.-]*(?:/[A-Za-z0-9][\\w.-]*)?)(?:@([\\w][\\w./-]*))?", Pattern.UNICODE_CASE);

    /// Reads a name.
    ///
    /// @throws HubException with code `CHOICE` when it is none
    public static HubName of(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches() || text.contains("..")) {
            throw new HubException(
                    HubException.Code.CHOICE,
                    "`" + text + "` is no name of a model on the hub; write owner/name, or owner/name@revision");
        }
        String revision = matcher.group(2);
        return new HubName(matcher.group(1), revision == null ? "main" : revision);
    }

    /// The name without its owner, which people use for the model here.
    public String shortName() {
        return repository.substring(repository.indexOf('/') + 1);
    }

    @Override
    public String toString() {
        return revision.equals("main") ? repository : repository + "@" + revision;
    }
}
