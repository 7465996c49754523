package io.meshfed.cli;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
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
        List<String> line = new ArrayList<>();
        line.add(command);
        line.add("-f");
        line.add(file.toString());
        line.addAll(List.of(arguments));
        show("meshfed " + String.join(" ", line));
        if (log.noColor) {
            line.add("--no-color");
        }
        if (log.logLevel != LogOptions.LogLevel.info) {
            line.addAll(List.of("--log-level", log.logLevel.name()));
        }
        return Main.run(surroundings, line.toArray(String[]::new));
    }

    @Override
    public void close() {
        halting.end();
        sandbox.close();
        folder.close();
    }
}
