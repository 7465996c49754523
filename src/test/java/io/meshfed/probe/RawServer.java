package io.meshfed.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request with the same bytes, whatever they are. */
final class RawServer implements AutoCloseable {

    /** What becomes of a connection after its answer. */
    enum Then {
        KEEP,
        CLOSE,
        RESET
    }

    private final ServerSocket socket;
    private final byte[] answer;
    private final Then then;
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(String answer, Then then) {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        this.then = then;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        run(this::accept);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                connections.incrementAndGet();
                run(() -> serve(accepted));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket accepted) {
        try (accepted) {
            InputStream in = accepted.getInputStream();
            while (asked(in)) {
                accepted.getOutputStream().write(answer);
                accepted.getOutputStream().flush();
                if (then == Then.RESET) {
                    accepted.setSoLinger(true, 0);
                }
                if (then != Then.KEEP) {
                    return;
                }
            }
        } catch (IOException gone) {
            return;
        }
    }

    /** Up to the empty line that ends a request. */
    private static boolean asked(InputStream in) throws IOException {
        int last = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            last = last << 8 | one;
            if (last == 0x0d0a0d0a) {
                return true;
            }
        }
        return false;
    }

    int connections() {
        return connections.get();
    }

    Target target() {
        return Target.of(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/info"));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
