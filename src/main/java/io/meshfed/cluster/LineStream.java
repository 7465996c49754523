package io.meshfed.cluster;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Cuts a stream into lines while it comes. A refusal is kept as what it is, an answer. */
final class LineStream implements AsyncBody.Consumer<List<ByteBuffer>>, AutoCloseable {

    /** A program may write without ever ending a line. */
    private static final int LONGEST_LINE = 64 << 10;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final CompletableFuture<Optional<ApiAnswer>> done = new CompletableFuture<>();
    private final AtomicReference<AsyncBody> body = new AtomicReference<>();
    private volatile CompletableFuture<?> awaited = CompletableFuture.completedFuture(null);
    private volatile boolean refused;
    private volatile boolean closed;

    LineStream(Consumer<String> lines) {
        this.lines = lines;
    }

    void open(CompletableFuture<HttpResponse<AsyncBody>> head) {
        awaited = head;
        head.whenComplete(
                (response, failed) -> {
                    if (failed != null) {
                        done.completeExceptionally(failed);
                        return;
                    }
                    refused = response.code() != 200;
                    body.set(response.body());
                    if (closed) {
                        response.body().cancel();
                        return;
                    }
                    response.body().done().whenComplete((end, broken) -> ended(response, broken));
                    response.body().consume();
                });
    }

    private void ended(HttpResponse<AsyncBody> response, Throwable broken) {
        if (broken != null) {
            done.completeExceptionally(broken);
        } else if (refused) {
            done.complete(
                    Optional.of(
                            ApiAnswer.of(
                                    response.code(),
                                    ServerConnection.headers(response),
                                    pending.toByteArray())));
        } else {
            endLine();
            done.complete(Optional.empty());
        }
    }

    /** Ends with the stream: with the refusal, if it was one, or exceptionally when it broke. */
    CompletableFuture<Optional<ApiAnswer>> done() {
        return done;
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody rest) {
        for (ByteBuffer buffer : buffers) {
            while (buffer.hasRemaining()) {
                add(buffer.get());
            }
        }
        rest.consume();
    }

    private void add(byte next) {
        if (refused) {
            if (pending.size() < LONGEST_LINE) {
                pending.write(next);
            }
        } else if (next == '\n') {
            tell(pending.toString(StandardCharsets.UTF_8));
            pending.reset();
        } else {
            pending.write(next);
            if (pending.size() >= LONGEST_LINE) {
                endLine();
            }
        }
    }

    private void endLine() {
        if (pending.size() > 0) {
            tell(pending.toString(StandardCharsets.UTF_8));
            pending.reset();
        }
    }

    /** What arrives while somebody hangs up is not told: whoever reads it again is told then. */
    private synchronized void tell(String line) {
        if (!closed) {
            lines.accept(line);
        }
    }

    private synchronized void hush() {
        closed = true;
    }

    /** Hangs up, also while the answer has not begun; from then on no line is told. */
    @Override
    public void close() {
        hush();
        awaited.cancel(true);
        AsyncBody open = body.get();
        if (open != null) {
            open.cancel();
        }
        done.cancel(false);
    }
}
