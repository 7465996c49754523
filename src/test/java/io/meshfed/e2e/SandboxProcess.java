package io.meshfed.e2e;

import io.meshfed.cli.Main;
import io.meshfed.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code meshfed} as a process of its own, and kubectls that talk to its sandbox. */
final class SandboxProcess implements AutoCloseable {

    private final Path folder;
    private final Process process;

    private SandboxProcess(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** Returns when it says that it is ready. */
    static SandboxProcess start(Path folder, String federation) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        return ready(folder, federation, "--kubeconfig-out", kubeconfig.toString());
    }

    /**
     * Behind API servers that are there.
     *
     * @param kubeconfig of the name that the sandbox's own would have
     */
    static SandboxProcess attach(Path folder, String federation, Path kubeconfig)
            throws IOException {
        return ready(folder, federation, "--attach", "--kubeconfig", kubeconfig.toString());
    }

    /** Nothing of the federation file is there; Routes answer at that port. */
    static SandboxProcess attachEmpty(Path folder, String federation, Path kubeconfig, int routes)
            throws IOException {
        return ready(
                folder,
                federation,
                "--attach",
                "--empty",
                "--routes-port",
                String.valueOf(routes),
                "--kubeconfig",
                kubeconfig.toString());
    }

    private static SandboxProcess ready(Path folder, String federation, String... options)
            throws IOException {
        Path file = Files.writeString(folder.resolve("federation.yaml"), federation);
        List<String> arguments = new ArrayList<>(List.of("sandbox", "-f", file.toString()));
        arguments.addAll(List.of(options));
        Process process = meshfed(folder, arguments.toArray(String[]::new));
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        if (line == null || !line.startsWith("ready")) {
            process.destroyForcibly();
            throw new AssertionError(
                    "the sandbox said: " + line + Files.readString(folder.resolve("sandbox.err")));
        }
        return new SandboxProcess(folder, process);
    }

    private static Process meshfed(Path folder, String... arguments) throws IOException {
        List<String> command = ChildJvm.command(Main.class);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(folder.resolve(arguments[0] + ".err").toFile())
                .start();
    }

    /** Another process, with the sandbox's kubeconfig. */
    Said meshfed(String... arguments) throws IOException {
        return meshfedOf("federation.yaml", arguments);
    }

    /**
     * The same.
     *
     * @param file beside the federation file
     */
    Said meshfedOf(String file, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of(
                        "-f",
                        folder.resolve(file).toString(),
                        "--kubeconfig",
                        folder.resolve("kubeconfig").toString()));
        return said(meshfed(folder, all.toArray(String[]::new)), all);
    }

    /** {@code kubectl.1.27} and so on beside the kubectl on the PATH; empty without one. */
    static Optional<Path> kubectl(String version) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(SandboxProcess::folderOf)
                .map(beside -> beside.resolve("kubectl." + version))
                .filter(Files::isExecutable);
    }

    private static Path folderOf(Path program) {
        try {
            return program.toRealPath().getParent();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    Said kubectl(Path program, String... arguments) throws IOException {
        return said(startKubectl(program, "", arguments), List.of(arguments));
    }

    Said feed(Path program, String input, String... arguments) throws IOException {
        return said(startKubectl(program, input, arguments), List.of(arguments));
    }

    Process startKubectl(Path program, String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add("--kubeconfig=" + folder.resolve("kubeconfig"));
        command.add("--cache-dir=" + folder.resolve("cache"));
        command.addAll(List.of(arguments));
        Path stdin = Files.writeString(folder.resolve("stdin"), input);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("HOME", folder.toString());
        return builder.redirectErrorStream(true).redirectInput(stdin.toFile()).start();
    }

    private static Said said(Process process, List<String> arguments) throws IOException {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            List<String> lines = out.lines().toList();
            return new Said(arguments, code(process), String.join("\n", lines));
        }
    }

    private static int code(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("it does not end");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Ends it as a terminal or a pod would, and answers its exit code. */
    int terminate() {
        process.destroy();
        return code(process);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** What a process printed, and its exit code. */
    record Said(List<String> arguments, int code, String text) {

        String requireOk() {
            if (code != 0) {
                throw new AssertionError(this);
            }
            return text;
        }
    }
}
