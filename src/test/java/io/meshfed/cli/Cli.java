package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The program, run inside the test as a shell would run it. */
final class Cli {

    private static final ObjectMapper STRICT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Cli() {}

    /** What a run left. */
    record Outcome(int exit, String out, String err) {

        /** The one document on stdout. */
        JsonNode json() {
            return Cli.json(out);
        }

        List<String> errors() {
            return err.lines().toList();
        }

        /** Somewhere in what it printed. */
        void requireShown(String pattern) {
            assertTrue(Pattern.compile(pattern).matcher(out).find(), out);
        }
    }

    static Outcome run(String... arguments) {
        return run(Map.of(), arguments);
    }

    static Outcome run(Map<String, String> environment, String... arguments) {
        return run("", environment, arguments);
    }

    /**
     * @param terminals as the launcher tells them
     */
    static Outcome run(String terminals, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(stream(out), stream(err), environment, terminals);
        int exit = Main.run(console, arguments);
        return new Outcome(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return STRICT.readTree(text);
        } catch (JsonProcessingException notOneDocument) {
            throw new AssertionError("not one JSON document: " + text, notOneDocument);
        }
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
