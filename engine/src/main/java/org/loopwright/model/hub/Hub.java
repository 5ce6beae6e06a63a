package org.loopwright.model.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.loopwright.model.net.Web;
import org.loopwright.model.net.WebException;

/// A client of the Hugging Face hub. Thread-safe.
public final class Hub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_REPLY = 1 << 25;
    private static final int REDIRECTS = 5;
    private static final Web.Patience PATIENCE = new Web.Patience(Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final HubSettings settings;
    private final Web web;

    /// The hub that the settings name.
    public Hub(HubSettings settings) {
        this(settings, PATIENCE);
    }

    /// The same with another patience.
    public Hub(HubSettings settings, Web.Patience patience) {
        this.settings = settings;
        this.web = new Web(patience);
    }

    /// What a repository holds now at a revision.
    ///
    /// @throws HubException when it can't be had
    /// @throws InterruptedException when the thread is interrupted
    public HubModel model(HubName name) throws InterruptedException {
        String what = "model " + name;
        URI uri = URI.create(settings.endpoint() + "/api/models/" + path(name.repository()) + "/revision/"
                + URLEncoder.encode(name.revision(), StandardCharsets.UTF_8) + "?blobs=true");
        try {
            HttpResponse<InputStream> response = send(uri, 0);
            if (response.statusCode() != 200) {
                throw refusal(what, response);
            }
            return read(what, name, JSON.readTree(Web.text(response, LARGEST_REPLY)));
        } catch (JsonProcessingException e) {
            throw new HubException(
                    HubException.Code.DAMAGED,
                    what + ": " + settings.endpoint() + " answered something else than JSON; is it a hub?",
                    e);
        } catch (WebException e) {
            throw unreachable(what, e);
        } catch (IOException e) {
            throw unreachable(what, e);
        }
    }

    private HubModel read(String what, HubName name, JsonNode json) {
        String commit = json.path("sha").asText("");
        if (!commit.matches("[0-9a-f]{7,64}") || !json.path("siblings").isArray()) {
            throw new HubException(
                    HubException.Code.DAMAGED,
                    what + ": " + settings.endpoint() + " answered without `sha` and `siblings`; is it a hub?");
        }
        List<HubFile> files = new ArrayList<>();
        for (JsonNode file : json.path("siblings")) {
            JsonNode lfs = file.path("lfs");
            Checksum checksum = lfs.has("sha256")
                    ? new Checksum.Sha256(lfs.path("sha256").asText())
                    : new Checksum.GitBlob(file.path("blobId").asText());
            files.add(new HubFile(
                    file.path("rfilename").asText(),
                    file.path("size").asLong(lfs.path("size").asLong(0)),
                    checksum));
        }
        return new HubModel(name.repository(), commit, licence(json), files);
    }

    private static String licence(JsonNode json) {
        for (JsonNode tag : json.path("tags")) {
            if (tag.asText().startsWith("license:")) {
                return tag.asText().substring("license:".length());
            }
        }
        return json.path("cardData").path("license").asText("unknown");
    }

    /// Asks for the content of a file from a byte on.
    ///
    /// @return the answer with status 200 or 206; the caller closes its body
    /// @throws HubException when the hub refuses
    /// @throws WebException when the connection fails, or the hub can't just now
    HttpResponse<InputStream> open(HubModel model, HubFile file, long from) throws WebException, InterruptedException {
        URI uri = URI.create(settings.endpoint() + "/" + path(model.repository()) + "/resolve/" + model.commit() + "/"
                + path(file.name()));
        HttpResponse<InputStream> response = send(uri, from);
        return switch (response.statusCode()) {
            case 200, 206 -> response;
            case 416, 429, 500, 502, 503, 504 -> {
                close(response);
                throw new WebException(
                        WebException.Kind.BROKEN,
                        settings.endpoint() + " answered with status " + response.statusCode());
            }
            default -> throw refusal(file.name() + " of " + model.repository(), response);
        };
    }

    /// Follows redirects by itself: large files lie on other hosts, and those must not see the token.
    private HttpResponse<InputStream> send(URI first, long from) throws WebException, InterruptedException {
        URI uri = first;
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("User-Agent", "loopwright");
            if (settings.tokenGoesTo(uri)) {
                request.header("Authorization", "Bearer " + settings.token());
            }
            if (from > 0) {
                request.header("Range", "bytes=" + from + "-");
            }
            HttpResponse<InputStream> response = web.send(request.build());
            String location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                return response;
            }
            close(response);
            uri = uri.resolve(location);
            if ("https".equalsIgnoreCase(first.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
                throw new WebException(
                        WebException.Kind.BROKEN,
                        Web.address(first) + " redirects to " + Web.address(uri) + ", unsafe");
            }
        }
        throw new WebException(WebException.Kind.BROKEN, Web.address(first) + " redirects without end");
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException _) {
            // it was not going to be read
        }
    }

    private HubException refusal(String what, HttpResponse<InputStream> response) {
        close(response);
        String said = response.headers()
                .firstValue("X-Error-Message")
                .map(m -> " (" + m + ")")
                .orElse("");
        String from = what + ": " + settings.endpoint() + " ";
        boolean asked = !settings.token().isEmpty();
        return switch (response.statusCode()) {
            case 401 ->
                new HubException(
                        HubException.Code.REFUSED,
                        from + "asks who you are" + said + "; "
                                + (asked
                                        ? "HF_TOKEN is not accepted, or there is no such model: check both"
                                        : "check the name, and set HF_TOKEN if it is private or gated"));
            case 403 ->
                new HubException(
                        HubException.Code.REFUSED,
                        from + "refuses it" + said + "; accept the model's terms on its page, and set HF_TOKEN");
            case 404 ->
                new HubException(
                        HubException.Code.MISSING, from + "has no such thing" + said + "; check name and revision");
            case 429 ->
                new HubException(
                        HubException.Code.UNREACHABLE, from + "was asked too often" + said + "; wait a few minutes");
            default ->
                new HubException(
                        HubException.Code.UNREACHABLE,
                        from + "answered with status " + response.statusCode() + said + "; try again later");
        };
    }

    static HubException unreachable(String what, Exception cause) {
        return new HubException(
                HubException.Code.UNREACHABLE,
                what + ": " + cause.getMessage() + "; what was downloaded is kept, try again when there is a network",
                cause);
    }

    private static String path(String text) {
        return Arrays.stream(text.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    /// Drops every connection.
    @Override
    public void close() {
        web.close();
    }
}
