package io.meshfed.jenkins;

import io.meshfed.cli.Main;
import io.meshfed.testing.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * An agent that runs scripts as Jenkins does: {@code sh -xe} with a file, in a process of its own,
 * with meshfed on the PATH.
 */
final class RealAgent implements Agent {

    private static final String PROGRAM =
            """
            #!/bin/sh
            exec '%s' "$@"
            """;

    private final Path folder;
    private final String abortAt;
    private final StringBuilder log = new StringBuilder();
    private final Set<String> kubeconfigs = new TreeSet<>();

    /**
     * @param abortAt what a script says when somebody aborts the build; empty for never
     */
    RealAgent(Path folder, String abortAt) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.abortAt = abortAt;
        Path program =
                Files.writeString(
                        folder.resolve("meshfed"),
                        PROGRAM.formatted(String.join("' '", ChildJvm.command(Main.class))));
        program.toFile().setExecutable(true);
    }

    @Override
    public int sh(String script, Path where, Map<String, String> environment)
            throws InterruptedException {
        kubeconfigs.add(String.valueOf(environment.get("KUBECONFIG")));
        Path output = folder.resolve("output");
        try {
            Path file = Files.writeString(folder.resolve("script.sh"), script);
            ProcessBuilder builder = new ProcessBuilder("sh", "-xe", file.toString());
            builder.environment().remove("KUBECONFIG");
            builder.environment().putAll(environment);
            builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
            builder.directory(where.toFile());
            builder.redirectErrorStream(true).redirectOutput(output.toFile());
            return ended(builder.start(), output);
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        } finally {
            read(output);
        }
    }

    private int ended(Process process, Path output) throws InterruptedException, IOException {
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
            if (!abortAt.isEmpty() && Files.readString(output).contains(abortAt)) {
                process.destroy();
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("SIGTERM did not end it");
                }
                throw new FlowInterruptedException("aborted");
            }
        }
        return process.exitValue();
    }

    private void read(Path output) {
        try {
            log.append(Files.readString(output));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Path lists that scripts were given. */
    Set<String> kubeconfigs() {
        return kubeconfigs;
    }

    @Override
    public String log() {
        return log.toString();
    }
}
