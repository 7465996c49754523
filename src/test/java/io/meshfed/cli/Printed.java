package io.meshfed.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a command printed that runs without a command line. */
final class Printed {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Surroundings surroundings() {
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        return new Surroundings(new Console(stream, stream, Map.of(), ""), new Interruption());
    }

    String all() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
