package org.loopwright.model.hub;

import java.net.URI;
import java.util.Map;

/// Where the hub is and who asks. The token is never part of a message.
///
/// @param endpoint scheme, host, port and perhaps a path, without a slash at the end
/// @param token or empty
public record HubSettings(URI endpoint, String token) {
    private static final String DEFAULT = "https://huggingface.co";

    /// From the environment: `HF_ENDPOINT` and `HF_TOKEN`, as the hub's own programs read them.
    ///
    /// @throws HubException with code `CHOICE` when HF_ENDPOINT is no address
    public static HubSettings of(Map<String, String> environment) {
        String text = environment.getOrDefault("HF_ENDPOINT", "").strip().replaceAll("/+$", "");
        String token = environment.getOrDefault("HF_TOKEN", "").strip();
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new HubException(
                    HubException.Code.CHOICE, "HF_TOKEN holds characters that no token has; copy it again");
        }
        try {
            URI endpoint = URI.create(text.isEmpty() ? DEFAULT : text);
            if (endpoint.getHost() != null
                    && String.valueOf(endpoint.getScheme()).matches("https?")) {
                return new HubSettings(endpoint, token);
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw new HubException(
                HubException.Code.CHOICE, "HF_ENDPOINT is `" + text + "`; it should be an address such as " + DEFAULT);
    }

    /// Whether the token may go to `target`: only to the endpoint itself, and never in the clear over a
    /// network.
    boolean tokenGoesTo(URI target) {
        boolean same = String.valueOf(target.getScheme()).equalsIgnoreCase(endpoint.getScheme())
                && String.valueOf(target.getHost()).equalsIgnoreCase(endpoint.getHost())
                && port(target) == port(endpoint);
        boolean safe = "https".equalsIgnoreCase(target.getScheme())
                || String.valueOf(target.getHost()).matches("localhost|127\\.0\\.0\\.1|\\[::1\\]");
        return !token.isEmpty() && same && safe;
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /// Without the token.
    @Override
    public String toString() {
        return "HubSettings[" + endpoint + (token.isEmpty() ? "]" : ", with a token]");
    }
}
