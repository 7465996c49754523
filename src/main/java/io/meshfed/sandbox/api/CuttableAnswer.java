package io.meshfed.sandbox.api;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that one thread writes while another may break it off. To close the server's own stream
 * would be no break: it knows nothing of threads, so that what is being sent is sent once more, and
 * then it ends the answer as if it were whole.
 */
final class CuttableAnswer extends OutputStream {

    private final HttpExchange exchange;
    private final OutputStream out;
    private volatile boolean cut;

    private CuttableAnswer(HttpExchange exchange) {
        this.exchange = exchange;
        this.out = exchange.getResponseBody();
    }

    static CuttableAnswer of(HttpExchange exchange) {
        CuttableAnswer answer = new CuttableAnswer(exchange);
        exchange.setStreams(null, answer);
        return answer;
    }

    /** Closes the connection in the middle of the answer. */
    void cut() {
        cut = true;
        // It closes this stream, which refuses, and for want of an end then the connection.
        exchange.close();
    }

    @Override
    public void write(int next) throws IOException {
        requireWhole();
        out.write(next);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        requireWhole();
        out.write(bytes, from, count);
    }

    @Override
    public void flush() throws IOException {
        requireWhole();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        requireWhole();
        out.close();
    }

    private void requireWhole() throws IOException {
        if (cut) {
            throw new IOException("hung up");
        }
    }
}
