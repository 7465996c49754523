import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * A wire of some length: passes bytes on to a local port and back, each half a round trip late. The
 * clusters of a federation are in other data centers; the embedded ones are not.
 *
 * <pre>java Delay.java 20 40001:6443 40002:6444    # 20 ms there and back</pre>
 *
 * Prints {@code ready} when all ports listen.
 */
public final class Delay {

    private record Chunk(byte[] bytes, long due) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(due, ((Chunk) other).due);
        }
    }

    public static void main(String[] args) throws IOException {
        long oneWay = (long) (Double.parseDouble(args[0]) * 500_000);
        for (String wire : Arrays.copyOfRange(args, 1, args.length)) {
            String[] ends = wire.split(":");
            ServerSocket near =
                    new ServerSocket(
                            Integer.parseInt(ends[0]), 100, InetAddress.getLoopbackAddress());
            run(() -> accept(near, Integer.parseInt(ends[1]), oneWay));
        }
        System.out.println("ready");
    }

    private static void accept(ServerSocket near, int farPort, long oneWay) throws Exception {
        while (true) {
            Socket client = near.accept();
            // A TCP connection takes a round trip before the first byte can leave.
            run(
                    () -> {
                        TimeUnit.NANOSECONDS.sleep(2 * oneWay);
                        Socket server = new Socket(InetAddress.getLoopbackAddress(), farPort);
                        client.setTcpNoDelay(true);
                        server.setTcpNoDelay(true);
                        pass(client, server, oneWay);
                        pass(server, client, oneWay);
                    });
        }
    }

    private static void pass(Socket from, Socket to, long oneWay) {
        DelayQueue<Chunk> under = new DelayQueue<>();
        run(
                () -> {
                    InputStream in = from.getInputStream();
                    byte[] buffer = new byte[64 << 10];
                    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                        under.add(
                                new Chunk(Arrays.copyOf(buffer, count), System.nanoTime() + oneWay));
                    }
                    under.add(new Chunk(new byte[0], System.nanoTime() + oneWay));
                });
        run(
                () -> {
                    try (to) {
                        OutputStream out = to.getOutputStream();
                        for (Chunk next = under.take(); next.bytes.length > 0; next = under.take()) {
                            out.write(next.bytes);
                        }
                    }
                });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void run(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (Exception closed) {
                                // Either end hung up.
                            }
                        });
        thread.setDaemon(false);
        thread.start();
    }

    private Delay() {}
}
