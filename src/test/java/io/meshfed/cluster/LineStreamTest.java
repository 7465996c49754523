package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineStreamTest {

    /** A body that nobody ends. */
    private static final class Endless implements AsyncBody {

        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private boolean cancelled;

        @Override
        public void consume() {}

        @Override
        public CompletableFuture<Void> done() {
            return done;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    private record Answer(AsyncBody body) implements HttpResponse<AsyncBody> {

        @Override
        public int code() {
            return 200;
        }

        @Override
        public HttpRequest request() {
            throw new AssertionError("a stream has no use for the request of its answer");
        }

        @Override
        public Optional<HttpResponse<?>> previousResponse() {
            return Optional.empty();
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of();
        }
    }

    private final List<String> lines = new ArrayList<>();
    private final LineStream stream = new LineStream(lines::add);
    private final Endless body = new Endless();

    @Test
    @DisplayName("closing before the answer begins gives the request up")
    void closeBeforeTheHead() {
        CompletableFuture<HttpResponse<AsyncBody>> head = new CompletableFuture<>();
        stream.open(head);

        stream.close();

        assertTrue(head.isCancelled());
        assertTrue(stream.done().isCompletedExceptionally());
    }

    @Test
    @DisplayName("an answer that begins when all is closed is hung up on")
    void headAfterClose() {
        stream.close();

        stream.open(CompletableFuture.completedFuture(new Answer(body)));

        assertTrue(body.cancelled);
    }

    @Test
    @DisplayName("a line without an end comes in pieces, none of which is lost")
    void longLine() {
        String line = "x".repeat(100_000);

        stream.consume(
                List.of(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8))), body);

        assertEquals(List.of(65_536, 34_464), lines.stream().map(String::length).toList());
    }
}
