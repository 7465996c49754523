package io.meshfed.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An answer that one thread writes while another may hang up, which sends what is pending. The
 * server's own streams know nothing of each other's threads: what is being sent would be sent once
 * more.
 */
final class OneAtATime extends OutputStream {

    private final OutputStream out;

    OneAtATime(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int next) throws IOException {
        out.write(next);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
    }

    @Override
    public synchronized void flush() throws IOException {
        out.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
