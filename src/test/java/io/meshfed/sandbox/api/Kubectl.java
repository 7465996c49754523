package io.meshfed.sandbox.api;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real kubectl that talks to one sandbox server. */
public record Kubectl(Path program, Path folder) {

    public record Result(int code, String out) {}

    /** The one on the PATH, and versions named {@code kubectl.1.x} that lie beside it. */
    public static List<Path> installed() {
        Optional<Path> onPath =
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, "kubectl"))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (onPath.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> beside = Files.list(onPath.get().toRealPath().getParent())) {
            List<Path> versions =
                    beside.filter(p -> p.getFileName().toString().matches("kubectl\\.1\\.\\d+"))
                            .sorted()
                            .toList();
            return versions.isEmpty() ? List.of(onPath.get()) : versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Kubectl on(ApiServer server) throws IOException {
        return on(server.uri(), server.caPem(), server.adminToken(), server.readerToken());
    }

    Kubectl on(RealApiServer server) throws IOException {
        Client client = server.client();
        return on(client.server(), server.caPem(), client.token(), "");
    }

    private Kubectl on(URI server, String caPem, String admin, String reader) throws IOException {
        String ca = Base64.getEncoder().encodeToString(caPem.getBytes(StandardCharsets.UTF_8));
        Files.writeString(
                folder.resolve("kubeconfig"),
                """
                apiVersion: v1
                kind: Config
                current-context: admin
                clusters:
                - name: aro
                  cluster: { server: "%s", certificate-authority-data: %s }
                contexts:
                - name: admin
                  context: { cluster: aro, user: admin, namespace: default }
                - name: reader
                  context: { cluster: aro, user: reader, namespace: default }
                users:
                - name: admin
                  user: { token: %s }
                - name: reader
                  user: { token: %s }
                """
                        .formatted(server, ca, admin, reader));
        return this;
    }

    public Result run(String... arguments) {
        return feed("", arguments);
    }

    Result feed(String input, String... arguments) {
        try {
            Process process = start(input, arguments);
            byte[] out = process.getInputStream().readAllBytes();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("kubectl hangs: " + List.of(arguments));
            }
            return new Result(process.exitValue(), new String(out, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Process start(String input, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--kubeconfig=" + folder.resolve("kubeconfig"),
                                "--cache-dir=" + folder.resolve("cache"),
                                "--request-timeout=20s"));
        command.addAll(List.of(arguments));
        Path stdin = Files.writeString(folder.resolve("stdin"), input);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", folder.toString());
        return builder.redirectErrorStream(true).redirectInput(stdin.toFile()).start();
    }
}
