package io.meshfed.process;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/** Keeps the beginning of what a program prints and swallows the rest, so that it can go on. */
final class CappedOutput extends OutputStream {

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int most;
    private long written;

    CappedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int b) {
        written++;
        if (kept.size() < most) {
            kept.write(b);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        written += length;
        kept.write(bytes, offset, Math.min(length, most - kept.size()));
    }

    synchronized Program.Output output() {
        return new Program.Output(kept.toByteArray(), written);
    }
}
