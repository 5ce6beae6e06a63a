package org.loopwright.model.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// An HTTP client that never waits for good and follows no redirect by itself. Thread-safe.
///
/// Waiting for an answer's head is bounded here, not by [HttpRequest.Builder#timeout]: from Java 26 on that
/// one counts the body too, and a large file takes as long as it takes.
public final class Web implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(15);

    private final HttpClient client;
    private final Patience patience;

    /// How long a server may be silent.
    ///
    /// @param head until the first byte of its answer
    /// @param body between two portions of it
    public record Patience(Duration head, Duration body) {}

    /// @param patience how long a server may be silent
    public Web(Patience patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                // Servers of models often know no other, and some stumble over the offer to upgrade.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT.compareTo(patience.head()) < 0 ? CONNECT : patience.head())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /// Sends a request and returns its answer, whatever the status. The caller closes the body.
    ///
    /// @throws WebException when the server can't be reached, is silent, or breaks off
    /// @throws InterruptedException when the thread is interrupted; the connection is dropped
    public HttpResponse<InputStream> send(HttpRequest request) throws WebException, InterruptedException {
        String address = address(request.uri());
        CompletableFuture<HttpResponse<InputStream>> reply = client.sendAsync(
                request, _ -> HttpResponse.BodySubscribers.mapping(new PatientBody(address, patience.body()), b -> b));
        try {
            return reply.get(patience.head().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            reply.cancel(true);
            throw e;
        } catch (TimeoutException e) {
            reply.cancel(true);
            throw new WebException(
                    WebException.Kind.SILENT, address + " gave no answer for " + seconds(patience.head()), e);
        } catch (ExecutionException e) {
            throw failure(address, e.getCause() == null ? e : e.getCause());
        }
    }

    private static WebException failure(String address, Throwable cause) {
        String why = reason(cause);
        WebException.Kind kind = isUnreachable(cause) ? WebException.Kind.UNREACHABLE : WebException.Kind.BROKEN;
        return new WebException(
                kind,
                kind == WebException.Kind.UNREACHABLE
                        ? address + " can't be reached: " + why
                        : address + " broke off: " + why,
                cause);
    }

    private static boolean isUnreachable(@Nullable Throwable cause) {
        return cause != null
                && (cause instanceof ConnectException
                        || cause instanceof HttpConnectTimeoutException
                        || cause instanceof UnknownHostException
                        || cause instanceof UnresolvedAddressException
                        || cause instanceof SSLException
                        || isUnreachable(cause.getCause()));
    }

    /// Why, in words: the JDK gives some of its exceptions no message.
    static String reason(Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof UnresolvedAddressException || at instanceof UnknownHostException) {
                return "its name is not known here; is there a network?";
            }
        }
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at.getMessage() != null) {
                return at.getMessage();
            }
        }
        return cause instanceof ConnectException
                ? "nobody listens there"
                : cause.getClass().getSimpleName();
    }

    /// Scheme, host and port: never the query, which may hold a signature.
    public static String address(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3g s", duration.toMillis() / 1000.0);
    }

    /// The text of a body, at most `limit` bytes of it; closes it.
    ///
    /// @throws IOException when reading fails
    public static String text(HttpResponse<InputStream> response, int limit) throws IOException {
        try (InputStream body = response.body()) {
            return new String(body.readNBytes(limit), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /// Drops every connection. [HttpClient#close] would wait for a silent server.
    @Override
    public void close() {
        client.shutdownNow();
    }
}
