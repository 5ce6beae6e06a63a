package org.loopwright.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A hub on this machine with one repository, which can be told to misbehave. Large files (`.safetensors`,
/// `.gguf`) have SHA-256 checksums and lie on another host, the rest have git's, as on the real one.
public final class FakeHub implements AutoCloseable {
    /// What its revision `main` stands for.
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private final HttpServer server;
    private final HttpServer storage;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String repository;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile String token = "";
    private volatile int cutAfter = -1;
    private volatile boolean silent;
    private volatile boolean lying;
    private final AtomicInteger failures = new AtomicInteger();

    /// What somebody asked.
    ///
    /// @param host `hub` or `storage`
    /// @param path with the query
    /// @param range header, or empty
    /// @param authorization header, or empty
    public record Request(String host, String path, String range, String authorization) {}

    /// @param repository `owner/name`
    public FakeHub(String repository) throws IOException {
        this.repository = repository;
        this.server = start("hub");
        this.storage = start("storage");
    }

    private HttpServer start(String host) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        started.setExecutor(threads);
        started.createContext("/", exchange -> handle(host, exchange));
        started.start();
        return started;
    }

    /// Gives the repository a file.
    public FakeHub with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    /// Gives the repository a text file.
    public FakeHub with(String name, String content) {
        return with(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /// Only who has this token may read.
    public void requireToken(String value) {
        token = value;
    }

    /// The next large file is cut after so many bytes of an answer; once.
    public void cutOnceAfter(int bytes) {
        cutAfter = bytes;
    }

    /// From now on large files begin and never go on.
    public void fallSilent() {
        silent = true;
    }

    /// From now on large files have a wrong byte.
    public void lie(boolean value) {
        lying = value;
    }

    /// The next so many requests for files are answered with status 503.
    public void fail(int times) {
        failures.set(times);
    }

    /// Everything that was asked so far.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    /// Its address.
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(String host, HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            String authorization = header(exchange, "Authorization");
            requests.add(new Request(host, path, header(exchange, "Range"), authorization));
            if (host.equals("hub") && !token.isEmpty() && !authorization.equals("Bearer " + token)) {
                exchange.getResponseHeaders().add("X-Error-Message", "Invalid credentials");
                exchange.sendResponseHeaders(401, -1);
            } else if (path.equals("/api/models/" + repository + "/revision/main?blobs=true")) {
                byte[] reply = description();
                exchange.sendResponseHeaders(200, reply.length);
                exchange.getResponseBody().write(reply);
            } else if (path.startsWith("/" + repository + "/resolve/" + COMMIT + "/")) {
                file(host, path.substring(path.indexOf(COMMIT) + COMMIT.length() + 1), exchange);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private void file(String host, String name, HttpExchange exchange) throws IOException {
        byte[] content = files.get(name);
        if (content == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            exchange.sendResponseHeaders(503, -1);
        } else if (isLarge(name) && host.equals("hub")) {
            // Another name of this machine is another host to a client.
            exchange.getResponseHeaders()
                    .add("Location", "http://localhost:" + storage.getAddress().getPort() + exchange.getRequestURI());
            exchange.sendResponseHeaders(302, -1);
        } else {
            content(name, content, exchange);
        }
    }

    private void content(String name, byte[] whole, HttpExchange exchange) throws IOException {
        String range = header(exchange, "Range");
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        byte[] rest = Arrays.copyOfRange(whole, from, whole.length);
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (whole.length - 1) + "/" + whole.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        OutputStream out = exchange.getResponseBody();
        if (isLarge(name) && lying) {
            rest[rest.length - 1] ^= 1;
        }
        if (isLarge(name) && (silent || cutAfter >= 0)) {
            out.write(rest, 0, silent ? 10 : cutAfter);
            out.flush();
            cutAfter = -1;
            if (silent) {
                awaitClose();
            }
            return;
        }
        out.write(rest);
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLarge(String name) {
        return name.endsWith(".safetensors") || name.endsWith(".gguf");
    }

    private byte[] description() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode model = json.createObjectNode().put("id", repository).put("sha", COMMIT);
        model.putArray("tags").add("license:apache-2.0");
        var siblings = model.putArray("siblings");
        files.forEach((name, content) -> {
            ObjectNode file = siblings.addObject().put("rfilename", name).put("size", content.length);
            if (isLarge(name)) {
                file.putObject("lfs").put("sha256", hash("SHA-256", content)).put("size", content.length);
            } else {
                byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8);
                file.put("blobId", hash("SHA-1", head, content));
            }
        });
        return json.writeValueAsBytes(model);
    }

    private static String hash(String algorithm, byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] part : parts) {
                digest.update(part);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }
}
