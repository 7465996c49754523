package io.meshfed.probe;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One answer of HTTP/1.1, read whole.
 *
 * @param type what it says of what its body is; may be empty
 * @param reusable whether the connection is good for another request
 */
record Answer(int status, String type, byte[] body, boolean reusable) {

    /** Far more than any answer that says who it is from. */
    static final int LARGEST_BODY = 1 << 20;

    private static final int MOST_HEADERS = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)(?: .*)?");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,8})[ \\t]*(?:;.*)?");

    /** What the head says of the body. */
    private static final class Head {
        int status;
        String type = "";
        boolean reusable;
        boolean chunked;
        boolean untilClosed = true;
        long length;

        boolean bodiless() {
            return status == NO_CONTENT || status == NOT_MODIFIED;
        }
    }

    static Answer read(Wire wire) throws IOException {
        Head head = head(wire);
        while (head.status < 200) {
            head = head(wire);
        }
        byte[] body = body(wire, head);
        return new Answer(head.status, head.type, body, head.reusable && !wire.leftOver());
    }

    private static Head head(Wire wire) throws IOException {
        Matcher status = STATUS.matcher(wire.line());
        if (!status.matches()) {
            throw new ProbeException(FailureKind.NOT_HTTP);
        }
        Head head = new Head();
        head.reusable = status.group(1).equals("1");
        head.status = Integer.parseInt(status.group(2));
        int headers = 0;
        for (String line = wire.line(); !line.isEmpty(); line = wire.line()) {
            int colon = line.indexOf(':');
            if (colon < 1 || ++headers > MOST_HEADERS) {
                throw new ProbeException(FailureKind.NOT_HTTP);
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            header(head, name, line.substring(colon + 1).strip());
        }
        return head;
    }

    private static void header(Head head, String name, String value) throws ProbeException {
        switch (name) {
            case "content-length" -> {
                if (!LENGTH.matcher(value).matches()) {
                    throw new ProbeException(FailureKind.NOT_HTTP);
                }
                head.length = Long.parseLong(value);
                head.untilClosed = false;
            }
            case "transfer-encoding" -> {
                head.chunked = value.toLowerCase(Locale.ROOT).endsWith("chunked");
                head.reusable &= head.chunked;
            }
            case "content-type" -> head.type = value;
            case "connection" -> head.reusable &= !value.toLowerCase(Locale.ROOT).contains("close");
            default -> {}
        }
    }

    private static byte[] body(Wire wire, Head head) throws IOException {
        if (head.bodiless()) {
            return new byte[0];
        }
        if (head.chunked) {
            return chunks(wire);
        }
        if (head.untilClosed) {
            head.reusable = false;
            return rest(wire);
        }
        return exactly(wire, head.length);
    }

    private static byte[] exactly(Wire wire, long length) throws IOException {
        if (length > LARGEST_BODY) {
            throw new ProbeException(FailureKind.TOO_LARGE);
        }
        byte[] bytes = new byte[(int) length];
        if (wire.read(bytes, 0, bytes.length) < bytes.length) {
            throw new EOFException();
        }
        return bytes;
    }

    private static byte[] rest(Wire wire) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[8 << 10];
        for (int count = wire.read(some, 0, some.length);
                count > 0;
                count = wire.read(some, 0, some.length)) {
            append(all, some, count);
        }
        return all.toByteArray();
    }

    private static byte[] chunks(Wire wire) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (long size = chunkSize(wire); size > 0; size = chunkSize(wire)) {
            byte[] chunk = exactly(wire, size);
            append(all, chunk, chunk.length);
            if (!wire.line().isEmpty()) {
                throw new ProbeException(FailureKind.NOT_HTTP);
            }
        }
        int trailers = 0;
        while (!wire.line().isEmpty()) {
            if (++trailers > MOST_HEADERS) {
                throw new ProbeException(FailureKind.NOT_HTTP);
            }
        }
        return all.toByteArray();
    }

    private static long chunkSize(Wire wire) throws IOException {
        Matcher size = CHUNK.matcher(wire.line());
        if (!size.matches()) {
            throw new ProbeException(FailureKind.NOT_HTTP);
        }
        return Long.parseLong(size.group(1), 16);
    }

    private static void append(ByteArrayOutputStream all, byte[] some, int count)
            throws ProbeException {
        if (all.size() + count > LARGEST_BODY) {
            throw new ProbeException(FailureKind.TOO_LARGE);
        }
        all.write(some, 0, count);
    }
}
