package io.meshfed.sandbox.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The few differences from the recordings that are allowed, each under its reason. One that no
 * longer occurs is as wrong as one that is not listed.
 */
final class KnownDifferences {

    private static final String LIST = "known-differences.txt";

    private KnownDifferences() {}

    static void hold(String recording, List<String> found) {
        assertEquals(
                lines(lines().filter(line -> line.startsWith(recording + " | "))),
                lines(found.stream().map(line -> recording + " | " + line)),
                "differences from the recording; those allowed stand in " + LIST);
    }

    private static String lines(Stream<String> lines) {
        return lines.sorted().collect(Collectors.joining("\n"));
    }

    /** Without reasons, which begin with a hash. */
    static Stream<String> lines() {
        try (InputStream list = KnownDifferences.class.getResourceAsStream(LIST)) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
