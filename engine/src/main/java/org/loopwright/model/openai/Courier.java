package org.loopwright.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RateLimiter;
import dev.failsafe.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loopwright.model.ModelException;
import org.loopwright.model.net.Web;
import org.loopwright.model.net.WebException;

/// Carries requests to one server and brings answers back: so many at once, so many a minute, each tried
/// again after a growing pause while the failure may pass. Thread-safe.
///
/// A failure of one request is that request's ([ModelException.Code#SERVER]). When nobody listens, the key
/// is refused, or many requests in a row were lost, it is the server's ([ModelException.Code#DEVICE] or
/// `ENVIRONMENT`): then a run ends, keeps what it has, and can be resumed.
final class Courier implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOST_IN_A_ROW = 10;
    private static final int LARGEST_ERROR = 1 << 16;
    /// How servers say that a prompt is too long: OpenAI and vLLM (`maximum context length`), llama.cpp (`exceeds
    /// the available context size`), SGLang (`longer than the model's context length`), and this program.
    private static final Pattern TOO_LONG =
            Pattern.compile("(?i)context.?(length|size|window)|max(imum)?.?model.?len|(prompt|input) is too long"
                    + "|input length .* exceeds|the context of \\S+ holds");
    private static final Duration OWN_PAUSE = Duration.ofNanos(-1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final ServerSpec spec;
    private final String key;
    private final Web web;
    private final Semaphore places;
    private final RetryPolicy<Reply> retries;
    private final @Nullable RateLimiter<Reply> pace;
    private final AtomicInteger lost = new AtomicInteger();

    /// @param key or empty
    Courier(ServerSpec spec, String key) {
        this.spec = spec;
        this.key = key;
        ServerSpec.Limits limits = spec.limits();
        this.web = new Web(new Web.Patience(limits.silence(), limits.silence()));
        this.places = new Semaphore(limits.parallel());
        this.retries = RetryPolicy.<Reply>builder()
                .handle(WebException.class, BusyException.class)
                .withMaxRetries(limits.attempts() - 1)
                .withBackoff(limits.pause(), max(LONGEST_PAUSE, limits.pause().multipliedBy(2)))
                .withJitter(0.2)
                .withDelayFnOn(attempt -> asked(attempt.getLastException()), BusyException.class)
                .build();
        this.pace = limits.requestsPerMinute() == 0
                ? null
                : RateLimiter.<Reply>smoothBuilder(limits.requestsPerMinute(), Duration.ofMinutes(1))
                        .withMaxWaitTime(Duration.ofDays(1))
                        .build();
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /// How long the server asked to wait; negative for the policy's own pause.
    private static Duration asked(@Nullable Throwable failure) {
        return failure instanceof BusyException busy
                ? busy.retryAfter()
                        .map(d -> d.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : d)
                        .orElse(OWN_PAUSE)
                : OWN_PAUSE;
    }

    /// Sends a request until it is answered.
    ///
    /// @param listener hears the answer's pieces; after a broken answer it hears the next one from the start
    /// @throws ModelException when it is refused or lost
    /// @throws InterruptedException when the thread is interrupted
    Reply ask(Protocol protocol, ObjectNode body, Consumer<String> listener) throws InterruptedException {
        places.acquire();
        try {
            Reply reply = pace == null
                    ? Failsafe.with(retries).get(() -> attempt(protocol, body, listener))
                    : Failsafe.with(retries, pace).get(() -> attempt(protocol, body, listener));
            lost.set(0);
            return reply;
        } catch (FailsafeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof InterruptedException || cause instanceof InterruptedIOException) {
                Thread.interrupted();
                throw (InterruptedException) new InterruptedException("the request was stopped").initCause(cause);
            }
            throw lost(cause);
        } finally {
            places.release();
        }
    }

    private ModelException lost(Throwable cause) {
        String tried =
                spec.limits().attempts() == 1 ? "" : " (tried " + spec.limits().attempts() + " times)";
        String what = "model " + spec.id() + ": " + cause.getMessage() + tried;
        if (cause instanceof WebException web && web.kind() == WebException.Kind.UNREACHABLE) {
            return new ModelException(
                    ModelException.Code.DEVICE, what + "; start the server, then resume the run", cause);
        }
        if (lost.incrementAndGet() >= LOST_IN_A_ROW) {
            return new ModelException(
                    ModelException.Code.DEVICE,
                    what + "; these were " + LOST_IN_A_ROW
                            + " lost requests in a row: look after the server, then resume the run",
                    cause);
        }
        return new ModelException(ModelException.Code.SERVER, what, cause);
    }

    private Reply attempt(Protocol protocol, ObjectNode body, Consumer<String> listener)
            throws IOException, InterruptedException {
        URI uri = URI.create(spec.endpoint() + protocol.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        HttpResponse<InputStream> response = web.send(request.build());
        if (response.statusCode() != 200) {
            throw refusal(response);
        }
        try (InputStream answer = response.body()) {
            return new ReplyReader(Web.address(uri), protocol, listener).read(answer);
        }
    }

    private IOException refusal(HttpResponse<InputStream> response) throws IOException {
        int status = response.statusCode();
        String said = said(Web.text(response, LARGEST_ERROR));
        String from = Web.address(spec.endpoint());
        String what = "model " + spec.id() + ": " + from;
        if (status >= 500 && TOO_LONG.matcher(said).find()) { // older versions of llama.cpp's server
            throw refused(what, said);
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new BusyException(from + " answered with status " + status + ": " + said, retryAfter(response));
        }
        throw switch (status) {
            case 401, 403 ->
                new ModelException(
                        ModelException.Code.ENVIRONMENT,
                        what + " refuses the key (" + said + "); put the right one into "
                                + spec.keyVariable()
                                        .orElse(
                                                "an environment variable, and name that with `key-env` in the model's file")
                                + ", or keep it with `./loopwright models key " + spec.endpoint() + "`");
            case 404 ->
                new ModelException(
                        ModelException.Code.FILE,
                        what + " has no " + response.uri().getPath() + " or no model `" + spec.model() + "` (" + said
                                + "); correct the model's file");
            case 400, 413, 422 -> refused(what, said);
            default ->
                new ModelException(ModelException.Code.SERVER, what + " answered with status " + status + ": " + said);
        };
    }

    private static ModelException refused(String what, String said) {
        return TOO_LONG.matcher(said).find()
                ? new ModelException(
                        ModelException.Code.TOO_LONG,
                        what + " says that the prompt is too long for its context: " + said + "; shorten the prompt")
                : new ModelException(ModelException.Code.PROMPT, what + " refuses the request: " + said);
    }

    private static String said(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? "no reason given" : ReplyReader.errorText(json);
        } catch (JsonProcessingException _) {
            String line = body.strip().lines().findFirst().orElse("no reason given");
            return line.length() > 200 ? line.substring(0, 200) : line;
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<InputStream> response) {
        String value = response.headers().firstValue("Retry-After").orElse("");
        return value.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(value)) : null;
    }

    /// Drops every connection.
    @Override
    public void close() {
        web.close();
    }
}
