package io.meshfed.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A stream out of the program through which only {@link PrintedText} gets, line by line. */
final class GuardedStream extends PrintStream {

    private final PrintStream guarded;

    private GuardedStream(Lines lines) {
        super(lines, false, StandardCharsets.UTF_8);
        this.guarded = lines.to;
    }

    /** The stream behind it. */
    PrintStream guarded() {
        return guarded;
    }

    /** The same stream, guarded once. */
    static PrintStream of(PrintStream stream, PrintedText text) {
        return stream instanceof GuardedStream
                ? stream
                : new GuardedStream(new Lines(stream, text));
    }

    /** One line, whatever is in it; and whoever looks sees it when it is there. */
    @Override
    public void println(String line) {
        super.println(line.indexOf('\n') < 0 ? line : line.replace("\n", "\\u000a"));
        flush();
    }

    /** Collects a line before it lets it go: a secret may come in pieces. */
    private static final class Lines extends OutputStream {

        private final PrintStream to;
        private final PrintedText text;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private boolean begins = true;

        Lines(PrintStream to, PrintedText text) {
            this.to = to;
            this.text = text;
        }

        @Override
        public synchronized void write(int one) {
            if (one == '\n') {
                release();
                to.write('\n');
                begins = true;
            } else {
                line.write(one);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            int from = offset;
            for (int i = offset; i < offset + length; i++) {
                if (bytes[i] == '\n') {
                    line.write(bytes, from, i - from);
                    write('\n');
                    from = i + 1;
                }
            }
            line.write(bytes, from, offset + length - from);
        }

        private void release() {
            if (line.size() > 0) {
                byte[] safe =
                        text.line(line.toString(StandardCharsets.UTF_8), begins)
                                .getBytes(StandardCharsets.UTF_8);
                to.write(safe, 0, safe.length);
                line.reset();
                begins = false;
            }
        }

        @Override
        public synchronized void flush() {
            release();
            to.flush();
        }

        @Override
        public synchronized void close() {
            flush();
            to.close();
        }
    }
}
