package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.sandbox.api.Exchange.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds the sandbox against answers that a real kube-apiserver (1.20.2) gave. The answers lie
 * beside the requests; where the real server's binaries are present they are asked again, so that
 * the record is known to be true. With {@code EXCHANGES_RECORD=true} in the environment they are
 * written anew.
 */
class ExchangesTest {

    private static final Path FOLDER =
            Path.of("src/test/resources/io/meshfed/sandbox/api/exchanges");
    private static final String OTHERWISE = "sandbox ";
    private static final boolean RECORD = Boolean.parseBoolean(System.getenv("EXCHANGES_RECORD"));

    @TestFactory
    Stream<DynamicTest> sandboxAnswersAsRecorded() throws IOException {
        ApiServer server = ApiServer.start(ApiServerOptions.of("recorded"));
        Set<Difference> seen = EnumSet.noneOf(Difference.class);
        Stream<DynamicTest> files =
                exchanges()
                        .map(
                                file ->
                                        DynamicTest.dynamicTest(
                                                name(file)
                                                        + ": the sandbox answers as the real server did",
                                                () -> sandbox(file, Client.admin(server), seen)));
        DynamicTest all =
                DynamicTest.dynamicTest(
                        "each allowed difference occurs",
                        () -> assertEquals(EnumSet.allOf(Difference.class), seen));
        return Stream.concat(files, Stream.of(all)).onClose(server::close);
    }

    @TestFactory
    Stream<DynamicTest> realServerAnswersAsRecorded(@TempDir Path folder) throws Exception {
        RealApiServer real = RealApiServer.start(folder);
        return exchanges()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        name(file) + ": the record is true",
                                        () -> real(file, real.client())))
                .onClose(real::close);
    }

    @Test
    @DisplayName("the table holds some hundred requests, each with its answer")
    void isATable() throws IOException {
        List<Path> files = exchanges().toList();
        int requests = files.stream().mapToInt(file -> exchange(file).requests().size()).sum();
        assertTrue(requests >= 400, requests + " requests");
        for (Path file : files) {
            assertEquals(
                    exchange(file).requests().size(), recorded(file).real().size(), name(file));
        }
    }

    /**
     * @param sandbox by the number of the request: answers that differ as a whole
     */
    private record Recorded(List<Answer> real, Map<Integer, Answer> sandbox) {}

    private static void real(Path file, Client client) throws IOException {
        List<Answer> answers = run(file, client);
        if (RECORD) {
            try (ApiServer sandbox = ApiServer.start(ApiServerOptions.of("recorded"))) {
                record(file, answers, run(file, Client.admin(sandbox)));
            }
        }
        List<Answer> expected = recorded(file).real();
        each(file, at -> assertEquals(List.of(), Delta.between(expected.get(at), answers.get(at))));
    }

    private static void sandbox(Path file, Client client, Set<Difference> seen) throws IOException {
        List<Answer> answers = run(file, client);
        Recorded recorded = recorded(file);
        List<Exchange.Step> requests = exchange(file).requests();
        each(
                file,
                at -> {
                    Answer real = recorded.real().get(at);
                    Answer own = recorded.sandbox().getOrDefault(at, real);
                    assertEquals(requests.get(at).differs().isEmpty(), own == real);
                    List<Delta> deltas = new ArrayList<>(Delta.between(own, answers.get(at)));
                    if (own != real) {
                        assertNotEquals(List.of(), Delta.between(real, own));
                        seen.add(Difference.valueOf(requests.get(at).differs()));
                    }
                    deltas.removeIf(delta -> allowed(delta, seen));
                    assertEquals(List.of(), deltas);
                });
    }

    private static boolean allowed(Delta delta, Set<Difference> seen) {
        List<Difference> by = Difference.allowing(delta);
        seen.addAll(by);
        return !by.isEmpty();
    }

    /** Runs a check for the answer to each request. */
    private static void each(Path file, IntConsumer check) {
        List<Exchange.Step> requests = exchange(file).requests();
        List<Executable> checks = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            int at = i;
            Exchange.Step step = requests.get(at);
            String request =
                    "%s, request %d: %s %s"
                            .formatted(name(file), at + 1, step.method(), step.path());
            checks.add(
                    () -> {
                        try {
                            check.accept(at);
                        } catch (AssertionError differs) {
                            throw new AssertionError(request + " " + differs.getMessage(), differs);
                        }
                    });
        }
        assertAll(checks);
    }

    private static Recorded recorded(Path file) throws IOException {
        List<Answer> real = new ArrayList<>();
        Map<Integer, Answer> sandbox = new HashMap<>();
        for (String line : Files.readAllLines(answers(file))) {
            if (line.startsWith(OTHERWISE)) {
                sandbox.put(real.size() - 1, Answer.parse(line.substring(OTHERWISE.length())));
            } else {
                real.add(Answer.parse(line));
            }
        }
        return new Recorded(real, sandbox);
    }

    private static void record(Path file, List<Answer> real, List<Answer> sandbox)
            throws IOException {
        List<Exchange.Step> requests = exchange(file).requests();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            lines.add("" + real.get(i));
            if (!requests.get(i).differs().isEmpty()) {
                lines.add(OTHERWISE + sandbox.get(i));
            }
        }
        Files.write(answers(file), lines);
    }

    @Test
    @DisplayName("each allowed difference is told in the docs, with its reason")
    void isDocumented() throws IOException {
        String docs = Files.readString(Path.of("docs/sandbox-api.md"));
        for (Difference difference : Difference.values()) {
            String row = "| `%s` | %s |".formatted(difference, difference.reason());
            assertTrue(docs.contains(row), row);
        }
    }

    private static Stream<Path> exchanges() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Answer> run(Path file, Client client) {
        String namespace = "x" + UUID.randomUUID().toString().substring(0, 8);
        client.post(
                "/api/v1/namespaces",
                """
                {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}
                """
                        .formatted(namespace));
        return exchange(file).run(client, namespace);
    }

    private static Exchange exchange(Path file) {
        try {
            return Exchange.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path answers(Path file) {
        return file.resolveSibling(name(file) + ".answers");
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".http", "");
    }
}
