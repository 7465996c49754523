import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Both ends of a measurement on loopback. {@code serve} answers every request with the same small JSON and prints its port. {@code ask PORT
 * REQUESTS RATE CONNECTIONS} is the least client that keeps the rate: it looks at nothing in an answer but where it ends, and prints p50,
 * p99 and the greatest latency in microseconds, each from the moment of sending, and how many requests a second it sent.
 */
public class Loopback {

    private static final String BODY = "{\"service\":\"kube-info\",\"mesh\":\"west\",\"version\":\"v1\",\"cluster\":\"rosa\"}";
    private static final byte[] ANSWER =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REQUEST =
            "GET /info HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("serve")) {
            serve();
        } else {
            ask(
                    Integer.parseInt(arguments[1]),
                    Integer.parseInt(arguments[2]),
                    Integer.parseInt(arguments[3]),
                    Integer.parseInt(arguments[4]));
        }
    }

    private static void serve() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            System.out.println("ready " + server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> answer(socket));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (head(in)) {
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException gone) {
            return;
        }
    }

    private static boolean head(InputStream in) throws IOException {
        int last = 0;
        for (int one = in.read(); one >= 0; one = in.read()) {
            last = last << 8 | one;
            if (last == 0x0d0a0d0a) {
                return true;
            }
        }
        return false;
    }

    private static void ask(int port, int requests, int rate, int connections) throws Exception {
        long[] nanos = new long[requests];
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        Thread[] threads = new Thread[connections];
        for (int i = 0; i < connections; i++) {
            threads[i] = new Thread(() -> ask(port, rate, begin, next, nanos));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(nanos);
        System.out.printf(
                "%d %d %d %.0f%n",
                nanos[requests / 2] / 1000,
                nanos[(int) Math.ceil(requests * 0.99) - 1] / 1000,
                nanos[requests - 1] / 1000,
                requests / seconds);
    }

    private static void ask(int port, int rate, long begin, AtomicInteger next, long[] nanos) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] answer = new byte[ANSWER.length];
            for (int number = next.getAndIncrement(); number < nanos.length; number = next.getAndIncrement()) {
                long due = begin + number * 1_000_000_000L / rate;
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                long sent = System.nanoTime();
                out.write(REQUEST);
                if (in.readNBytes(answer, 0, answer.length) < answer.length) {
                    throw new IOException("the server hung up");
                }
                nanos[number] = System.nanoTime() - sent;
            }
        } catch (IOException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }
}
