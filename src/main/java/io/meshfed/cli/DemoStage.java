package io.meshfed.cli;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a demonstration plays on: embedded clusters, a folder of its own, and the real commands. */
final class DemoStage implements AutoCloseable {

    static final int SPEED = 20;
    private static final String EXAMPLE = "contexts/aro-rosa/federation.yaml";

    private final Console console;
    private final Style style;
    private final Path folder;
    private final Path file;
    private final Federation federation;
    private final Sandbox sandbox;
    private final List<String> flags = new ArrayList<>();

    private DemoStage(Console console, Style style, Path folder, Path file) {
        this.folder = folder;
        this.file = file;
        this.federation = FederationReader.read(file).federation();
        this.sandbox = Sandbox.start(federation, SandboxOptions.usual().withSpeed(SPEED));
        Map<String, String> environment = new HashMap<>(console.environment());
        environment.put("KUBECONFIG", kubeconfig().toString());
        this.console =
                new Console(console.stdout(), console.stderr(), environment, console.terminals());
        this.style = style;
        if (style == Style.PLAIN) {
            flags.add("--no-color");
        }
    }

    static DemoStage open(Console console, Path chosen, boolean noColor) {
        Style style = console.stdoutStyle(noColor);
        try {
            Path folder = Files.createTempDirectory("meshfed-demo");
            DemoStage stage =
                    new DemoStage(
                            console, style, folder, chosen == null ? example(folder) : chosen);
            stage.sandbox.writeKubeconfig(stage.kubeconfig());
            stage.sandbox.awaitReady(Duration.ofMinutes(1));
            return stage;
        } catch (IOException failed) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the temporary folder cannot be written: " + failed.getMessage(),
                    "Set another one: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=PATH",
                    List.of(),
                    failed);
        }
    }

    /** The one beside the program, where people can read it; else the one inside the jar. */
    private static Path example(Path folder) throws IOException {
        Path beside = Path.of(EXAMPLE);
        if (Files.isReadable(beside)) {
            return beside;
        }
        Path copy = folder.resolve("federation.yaml");
        try (InputStream inside = DemoStage.class.getResourceAsStream("/" + EXAMPLE)) {
            if (inside == null) {
                throw new IOException(EXAMPLE + " is not in the jar");
            }
            Files.copy(inside, copy);
        }
        return copy;
    }

    Federation federation() {
        return federation;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Console console() {
        return console;
    }

    Path file() {
        return file;
    }

    Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    OutputOptions outputOptions() {
        OutputOptions options = new OutputOptions();
        options.output = OutputOptions.Format.text;
        options.logLevel = OutputOptions.LogLevel.info;
        options.noColor = style == Style.PLAIN;
        return options;
    }

    void title(String text) {
        console.stdout().println();
        console.stdout().println(style.bold("== " + text));
    }

    void say(String text) {
        console.stdout().println(text);
        console.stdout().flush();
    }

    void show(String commandLine) {
        say(style.faint("$ ") + style.bold(commandLine));
    }

    /** Shows a command as people would type it, runs it for real, and answers its exit code. */
    int run(String command, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(command);
        line.add("-f");
        line.add(file.toString());
        line.addAll(List.of(arguments));
        show("meshfed " + String.join(" ", line));
        line.addAll(flags);
        return Main.run(console, line.toArray(String[]::new));
    }

    @Override
    public void close() {
        sandbox.close();
        try {
            Files.deleteIfExists(kubeconfig());
            Files.deleteIfExists(folder.resolve("federation.yaml"));
            Files.deleteIfExists(folder);
        } catch (IOException left) {
            // An empty folder in the system's temporary folder; the system removes it.
        }
    }
}
