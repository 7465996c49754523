package io.meshfed.cli;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a demonstration plays on: embedded clusters, a folder of its own, and the real commands. */
final class DemoStage implements AutoCloseable {

    static final int SPEED = 20;

    private final Surroundings surroundings;
    private final Style style;
    private final DemoFolder folder;
    private final Path file;
    private final Federation federation;
    private final Sandbox sandbox;
    private final LogOptions log;
    private final Interruption.Registration halting;

    private DemoStage(
            Surroundings outer,
            DemoFolder folder,
            Path file,
            LogOptions log,
            SandboxOptions options) {
        this.folder = folder;
        this.file = file;
        this.log = log;
        this.federation = FederationReader.read(file).federation();
        this.style = outer.console().stdoutStyle(log.noColor);
        Map<String, String> environment = new HashMap<>(outer.console().environment());
        environment.put("KUBECONFIG", folder.kubeconfig().toString());
        this.surroundings = outer.with(outer.console().with(environment));
        this.sandbox = Sandbox.start(federation, options.withSpeed(SPEED));
        this.halting = outer.interruption().beforeHalting(folder::close);
    }

    /**
     * Clusters in which the meshes of the file run.
     *
     * @param chosen the federation file; without one, the example
     */
    static DemoStage open(Surroundings surroundings, Optional<Path> chosen, LogOptions log) {
        return open(
                surroundings,
                log,
                SandboxOptions.usual(),
                folder -> chosen.orElseGet(() -> folder.example(DemoFolder.PAIR)));
    }

    /** Clusters with nothing in them, and a folder of manifests for each. */
    static DemoStage empty(Surroundings surroundings, LogOptions log) {
        return open(
                surroundings,
                log,
                SandboxOptions.usual().empty(),
                folder -> folder.example(DemoFolder.WALKTHROUGH));
    }

    /** The same for two meshes and releases of an application, where files can be written. */
    static DemoStage releases(Surroundings surroundings, LogOptions log) {
        return open(
                surroundings,
                log,
                SandboxOptions.usual().empty(),
                folder -> folder.copy(DemoFolder.PAIR));
    }

    private static DemoStage open(
            Surroundings surroundings,
            LogOptions log,
            SandboxOptions options,
            Function<DemoFolder, Path> file) {
        surroundings.interruption().listen();
        DemoFolder folder = DemoFolder.make(surroundings.console().environment());
        try {
            DemoStage stage = new DemoStage(surroundings, folder, file.apply(folder), log, options);
            stage.sandbox.writeKubeconfig(folder.kubeconfig());
            stage.sandbox.awaitReady(Duration.ofMinutes(1));
            return stage;
        } catch (RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    /** The folder of the federation file, where manifests lie. */
    Path manifests() {
        return Optional.ofNullable(file.getParent()).orElse(Path.of("."));
    }

    Runs runs() {
        return new Runs(surroundings, OutputOptions.text(log), "demo", List.of());
    }

    Federation federation() {
        return federation;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Path kubeconfig() {
        return folder.kubeconfig();
    }

    DemoFolder folder() {
        return folder;
    }

    LogOptions log() {
        return log;
    }

    void title(String text) {
        say("");
        say(style.bold("== " + text));
    }

    void say(String text) {
        surroundings.console().stdout().println(text);
    }

    void show(String commandLine) {
        say(style.faint("$ ") + style.bold(commandLine));
    }

    /** Shows a command as people would type it, runs it for real, and answers its exit code. */
    int run(String command, String... arguments) {
        return run(file, command, arguments);
    }

    /** The same with another file than that of the federation. */
    int run(Path about, String command, String... arguments) {
        List<String> line = lineOf(about, command, arguments);
        show("meshfed " + String.join(" ", line));
        if (log.noColor) {
            line.add("--no-color");
        }
        if (log.logLevel != LogOptions.LogLevel.info) {
            line.addAll(List.of("--log-level", log.logLevel.name()));
        }
        return Main.run(surroundings, line.toArray(String[]::new));
    }

    /**
     * Tells a chapter of a story.
     *
     * @param expected the exit code with which its command has to end
     * @return 0 when it ended so, else the exit code to end with
     */
    int chapter(String title, int expected, Path about, String command, String... arguments) {
        title(title);
        int exit = run(about, command, arguments);
        say("(exit %d)".formatted(exit));
        if (surroundings.interruption().signal().isPresent()) {
            return interrupted();
        }
        if (exit == expected) {
            return 0;
        }
        if (exit != ErrorClass.GATE_UNKNOWN.exitCode()) {
            say("The story expected exit %d and ends here.".formatted(expected));
        }
        return exit == 0 ? ErrorClass.BUG.exitCode() : exit;
    }

    int chapter(String title, int expected, String command, String... arguments) {
        return chapter(title, expected, file, command, arguments);
    }

    /** The exit code after a signal. */
    int interrupted() {
        return surroundings.interruption().signal().orElse(Interruption.Signal.INT).exitCode();
    }

    /** What a command of the story wrote into a file. */
    static String read(Path written) {
        try {
            return Files.readString(written);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    static List<String> lineOf(Path about, String command, String... arguments) {
        List<String> line = new ArrayList<>(List.of(command, "-f", about.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** Where the Routes of all clusters are answered. */
    String routes() {
        InetSocketAddress address = sandbox.traffic().address();
        return address.getHostString() + ":" + address.getPort();
    }

    @Override
    public void close() {
        halting.end();
        sandbox.close();
        folder.close();
    }
}
