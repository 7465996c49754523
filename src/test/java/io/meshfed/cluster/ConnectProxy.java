package io.meshfed.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that knows CONNECT, takes every tunnel to one port, and remembers who was asked for. */
final class ConnectProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> tunnels = new CopyOnWriteArrayList<>();

    ConnectProxy(int target) throws IOException {
        this.target = target;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    List<String> tunnels() {
        return tunnels;
    }

    private Void serve() throws IOException {
        while (true) {
            Socket client = socket.accept();
            threads.submit(() -> tunnel(client));
        }
    }

    private Void tunnel(Socket client) throws IOException {
        String request = head(client.getInputStream());
        tunnels.add(request.lines().findFirst().orElse(""));
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        OutputStream out = client.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        threads.submit(() -> server.getInputStream().transferTo(out));
        client.getInputStream().transferTo(server.getOutputStream());
        return null;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
