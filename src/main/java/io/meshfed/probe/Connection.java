package io.meshfed.probe;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection that is kept for request after request. The JDK's own client cannot connect to one
 * host and ask for another, nor is it told which proxy not to use; this one knows no proxy, follows
 * no redirect and keeps no cookie. For one thread; only {@link #close()} may come from another.
 */
final class Connection implements AutoCloseable {

    private final Target target;
    private final SSLSocketFactory tls;
    private final byte[] request;
    private volatile Socket open = new Socket(Proxy.NO_PROXY);
    private volatile boolean closed;
    private Wire wire;
    private boolean usable;

    Connection(Target target, SSLSocketFactory tls) {
        this.target = target;
        this.tls = tls;
        this.request = target.request();
    }

    /**
     * A connection that the server closed while nothing was under way is no failure of the request
     * that finds it so: that one is sent again on a new connection, once, as every client does.
     *
     * @param deadline on the clock of {@link System#nanoTime}
     */
    Answer ask(long deadline) throws ProbeException {
        boolean kept = usable;
        long before = kept ? wire.received() : 0;
        try {
            return exchange(deadline);
        } catch (IOException failed) {
            hangUp();
            boolean stale =
                    kept
                            && wire.received() == before
                            && !(failed instanceof SocketTimeoutException);
            if (!stale || closed) {
                throw told(failed);
            }
        }
        try {
            return exchange(deadline);
        } catch (IOException failed) {
            hangUp();
            throw told(failed);
        }
    }

    private Answer exchange(long deadline) throws IOException {
        if (!usable) {
            connect(deadline);
        }
        usable = false;
        wire.until(deadline);
        wire.write(request);
        Answer answer = Answer.read(wire);
        usable = answer.reusable();
        if (!usable) {
            hangUp();
        }
        return answer;
    }

    private void connect(long deadline) throws IOException {
        Address to = target.address();
        InetSocketAddress address = new InetSocketAddress(to.host(), to.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException();
        }
        Socket socket = new Socket(Proxy.NO_PROXY);
        open = socket;
        if (closed) {
            socket.close();
        }
        socket.setTcpNoDelay(true);
        socket.connect(address, Wire.millisLeft(deadline));
        if (target.tls()) {
            socket = secured(socket, deadline);
        }
        wire = new Wire(socket);
    }

    /** A server that sends a byte now and then keeps each read going, so the socket is closed. */
    private Socket secured(Socket socket, long deadline) throws IOException {
        int left = Wire.millisLeft(deadline);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        done.completeOnTimeout(false, left, TimeUnit.MILLISECONDS)
                .thenAccept(
                        inTime -> {
                            if (!inTime) {
                                close(socket);
                            }
                        });
        SSLSocket secured =
                (SSLSocket) tls.createSocket(socket, target.host(), target.address().port(), true);
        try {
            secured.startHandshake();
        } catch (IOException failed) {
            if (!done.complete(true)) {
                throw new SocketTimeoutException();
            }
            throw failed;
        }
        if (!done.complete(true)) {
            throw new SocketTimeoutException();
        }
        return secured;
    }

    private static ProbeException told(IOException failed) {
        if (failed instanceof ProbeException known) {
            return known;
        }
        return new ProbeException(kind(failed), failed);
    }

    private static FailureKind kind(IOException failed) {
        if (failed instanceof SocketTimeoutException) {
            return FailureKind.TIMEOUT;
        }
        if (failed instanceof UnknownHostException) {
            return FailureKind.NO_ADDRESS;
        }
        if (failed instanceof NoRouteToHostException) {
            return FailureKind.UNREACHABLE;
        }
        if (failed instanceof ConnectException) {
            return FailureKind.REFUSED;
        }
        if (failed instanceof SSLException && !(failed.getCause() instanceof EOFException)) {
            return FailureKind.TLS;
        }
        return FailureKind.LOST;
    }

    private void hangUp() {
        usable = false;
        close(open);
    }

    /** What failed since then, failed because of us. */
    boolean closed() {
        return closed;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        closed = true;
        close(open);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException unlikely) {
            // Nothing more is sent on it, and the process ends soon.
            return;
        }
    }
}
