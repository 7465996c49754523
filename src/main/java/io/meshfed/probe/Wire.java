package io.meshfed.probe;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * What comes in on a connection, read until a moment and no longer: a server that sends a byte now
 * and then keeps nobody waiting for ever.
 */
final class Wire {

    private static final int LONGEST_LINE = 16 << 10;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[8 << 10];
    private int from;
    private int to;
    private long received;
    private long deadline;

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /**
     * @param nanos on the clock of {@link System#nanoTime}
     */
    void until(long nanos) {
        deadline = nanos;
    }

    /** Bytes since the connection was opened. */
    long received() {
        return received;
    }

    /** Whether more came than was asked for: then nobody knows what it answers. */
    boolean leftOver() {
        return from < to;
    }

    /** Without its end. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int one = read();
            if (one < 0) {
                throw new EOFException();
            }
            if (one == '\n') {
                int length = line.length();
                boolean cr = length > 0 && line.charAt(length - 1) == '\r';
                return cr ? line.substring(0, length - 1) : line.toString();
            }
            if (line.length() >= LONGEST_LINE) {
                throw new ProbeException(FailureKind.NOT_HTTP);
            }
            line.append((char) one);
        }
    }

    /** -1 at the end. */
    private int read() throws IOException {
        return from < to || fill() ? buffer[from++] & 0xff : -1;
    }

    /**
     * @return how many there were; less than asked for at the end of the connection
     */
    int read(byte[] bytes, int offset, int length) throws IOException {
        int done = 0;
        while (done < length && (from < to || fill())) {
            int more = Math.min(length - done, to - from);
            System.arraycopy(buffer, from, bytes, offset + done, more);
            from += more;
            done += more;
        }
        return done;
    }

    private boolean fill() throws IOException {
        socket.setSoTimeout(millisLeft(deadline));
        int count = in.read(buffer, 0, buffer.length);
        from = 0;
        to = Math.max(0, count);
        received += to;
        return count > 0;
    }

    /**
     * @throws SocketTimeoutException when there is none
     */
    static int millisLeft(long deadline) throws SocketTimeoutException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(left) + 1;
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }
}
