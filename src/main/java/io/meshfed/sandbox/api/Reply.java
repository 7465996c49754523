package io.meshfed.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What goes back to the client. */
sealed interface Reply {

    /**
     * A whole answer.
     *
     * @param warnings what the sender should know though nothing failed
     */
    record Body(int code, String contentType, byte[] bytes, List<String> warnings)
            implements Reply {

        Body(int code, String contentType, byte[] bytes) {
            this(code, contentType, bytes, List.of());
        }

        Body warning(List<String> more) {
            return new Body(code, contentType, bytes, more);
        }
    }

    /** An answer that goes on until the writer returns. */
    record Stream(String contentType, Writer writer) implements Reply {

        /** Writes until it is done or the client is gone. */
        @FunctionalInterface
        interface Writer {
            void writeTo(OutputStream out) throws IOException, InterruptedException;
        }
    }

    static Body json(int code, Object tree) {
        return new Body(code, "application/json", Json.bytes(tree));
    }

    static Reply text(String text) {
        return new Body(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Reply pageNotFound() {
        byte[] text = "404 page not found\n".getBytes(StandardCharsets.UTF_8);
        return new Body(404, "text/plain; charset=utf-8", text);
    }

    static Reply error(ApiError error) {
        return json(error.code(), error.toStatus());
    }
}
