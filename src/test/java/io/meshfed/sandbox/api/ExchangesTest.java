package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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

    @TestFactory
    Stream<DynamicTest> sandboxAnswersAsRecorded() throws IOException {
        ApiServer server = ApiServer.start(ApiServerOptions.of("recorded"));
        return exchanges()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        name(file) + ": the sandbox answers as the real server did",
                                        () -> compare(file, Client.admin(server))))
                .onClose(server::close);
    }

    @TestFactory
    Stream<DynamicTest> realServerAnswersAsRecorded(@TempDir Path folder) throws Exception {
        RealApiServer real = RealApiServer.start(folder);
        boolean record = Boolean.parseBoolean(System.getenv("EXCHANGES_RECORD"));
        return exchanges()
                .map(
                        file ->
                                DynamicTest.dynamicTest(
                                        name(file) + ": the record is true",
                                        () -> {
                                            if (record) {
                                                Files.write(
                                                        answers(file), run(file, real.client()));
                                            }
                                            compare(file, real.client());
                                        }))
                .onClose(real::close);
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

    private static void compare(Path file, Client client) throws IOException {
        List<String> expected = Files.readAllLines(answers(file));
        List<String> actual = run(file, client);
        List<Exchange.Step> steps = exchange(file).requests();
        List<Executable> each = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            int at = i;
            String request =
                    "%s, request %d: %s %s"
                            .formatted(
                                    name(file), i + 1, steps.get(i).method(), steps.get(i).path());
            each.add(() -> assertEquals(expected.get(at), actual.get(at), request));
        }
        assertAll(each);
        assertEquals(expected.size(), actual.size());
    }

    private static List<String> run(Path file, Client client) {
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
