package org.loopwright.model.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer as a stream that gives up after a silence, which the JDK's own streams don't.
/// One thread reads; another delivers. Closing it drops the connection.
final class PatientBody extends InputStream implements BodySubscriber<PatientBody> {
    private final String address;
    private final Duration silence;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Deque<ByteBuffer> unread = new ArrayDeque<>();
    private volatile Flow.@Nullable Subscription subscription;
    private volatile boolean closed;
    // Only for the reader.
    private boolean ended;

    /// What the connection's thread tells the reader. Closed set.
    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}
    }

    /// @param address for messages
    /// @param silence the longest wait for the next byte
    PatientBody(String address, Duration silence) {
        this.address = address;
        this.silence = silence;
    }

    @Override
    public CompletionStage<PatientBody> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (closed) {
            given.cancel();
        }
        demand();
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        signals.add(new Signal.Bytes(item));
    }

    @Override
    public void onError(Throwable throwable) {
        signals.add(new Signal.Failure(throwable));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (unread.isEmpty() && !ended) {
            await();
        }
        ByteBuffer first = unread.peek();
        if (first == null) {
            return -1;
        }
        int count = Math.min(length, first.remaining());
        first.get(bytes, offset, count);
        if (!first.hasRemaining()) {
            unread.remove();
            if (unread.isEmpty()) {
                demand();
            }
        }
        return count;
    }

    private void await() throws IOException {
        switch (next()) {
            case Signal.Bytes(List<ByteBuffer> buffers) -> {
                buffers.stream().filter(ByteBuffer::hasRemaining).forEach(unread::add);
                if (unread.isEmpty()) {
                    demand();
                }
            }
            case Signal.End _ -> ended = true;
            case Signal.Failure(Throwable cause) ->
                throw new WebException(
                        WebException.Kind.BROKEN,
                        address + " broke off within its answer: " + Web.reason(cause),
                        cause);
        }
    }

    private Signal next() throws IOException {
        try {
            @Nullable Signal signal = signals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
            if (signal == null) {
                close();
                throw new WebException(
                        WebException.Kind.SILENT,
                        address + " sent nothing for " + Web.seconds(silence) + " in the middle of its answer");
            }
            return signal;
        } catch (InterruptedException _) {
            close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("reading from " + address + " was interrupted");
        }
    }

    /// One portion at a time: a slow disk holds the server back instead of filling memory.
    private void demand() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.request(1);
        }
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }
}
