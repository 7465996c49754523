package io.meshfed.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** A stream that remembers why something was lost on it: {@link PrintStream} does not say. */
final class WatchedStream extends PrintStream {

    private final Watch watch;

    private WatchedStream(Watch watch) {
        super(watch, false, StandardCharsets.UTF_8);
        this.watch = watch;
    }

    static WatchedStream of(OutputStream to) {
        return new WatchedStream(new Watch(to));
    }

    /**
     * What went wrong first. Empty also when the reader went away on purpose, as {@code head} does:
     * it has all that it wants.
     */
    Optional<IOException> loss() {
        return Optional.ofNullable(watch.failure).filter(failure -> !readerGone(failure));
    }

    private static boolean readerGone(IOException failure) {
        return String.valueOf(failure.getMessage())
                .toLowerCase(Locale.ROOT)
                .contains("broken pipe");
    }

    private static final class Watch extends FilterOutputStream {

        private volatile IOException failure;

        Watch(OutputStream to) {
            super(to);
        }

        @Override
        public void write(int one) throws IOException {
            watched(() -> out.write(one));
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            watched(() -> out.write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            watched(out::flush);
        }

        private void watched(Writing writing) throws IOException {
            try {
                writing.run();
            } catch (IOException failed) {
                failure = failure == null ? failed : failure;
                throw failed;
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
