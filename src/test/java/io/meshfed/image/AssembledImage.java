package io.meshfed.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The assembled root file system, run as a cluster runs the image: see src/image/run.sh. */
final class AssembledImage {

    /** Where a test's folder appears inside. */
    static final String WORKSPACE = "/workspace";

    private static final Path ROOT = Path.of("target", "image", "rootfs").toAbsolutePath();
    private static final Path PROGRAM = ROOT.resolve("opt/meshfed/app/meshfed.jar");

    private final Path workspace;

    AssembledImage(Path workspace) {
        this.workspace = workspace;
    }

    /** Why it cannot be run here; empty when it can. */
    static String missing() throws IOException {
        if (!Files.exists(PROGRAM)) {
            return "no image is assembled: ASSEMBLE=1 mvn -Pimage verify does it and runs this test";
        }
        if (Files.mismatch(PROGRAM, Path.of("target", "meshfed.jar")) != -1) {
            return "the assembled image is of another build";
        }
        Process probe = new ProcessBuilder(command(List.of(), List.of("--version"))).start();
        try {
            return probe.waitFor(60, TimeUnit.SECONDS) && probe.exitValue() == 0
                    ? ""
                    : "running a root file system needs root, unshare, setpriv and chroot: "
                            + new String(
                                    probe.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            probe.destroyForcibly();
        }
    }

    /** Whether it is the second image. */
    static boolean hasKubectl() {
        return Files.isExecutable(ROOT.resolve("usr/local/bin/kubectl"));
    }

    /** Starts a command; the test's folder is its workspace. */
    Process start(List<String> environment, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of("-v", workspace + ":" + WORKSPACE));
        environment.forEach(each -> options.addAll(List.of("-e", each)));
        return new ProcessBuilder(command(options, List.of(arguments)))
                .redirectErrorStream(true)
                .start();
    }

    /** Runs a command to its end. */
    Said run(List<String> environment, String... arguments) throws IOException {
        return Said.by(start(environment, arguments));
    }

    private static List<String> command(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "src/image/run.sh"));
        command.addAll(options);
        command.add(ROOT.toString());
        command.addAll(arguments);
        return command;
    }

    /** What a command printed, and its exit code. */
    record Said(int code, String text) {

        static Said by(Process process) throws IOException {
            try {
                String text =
                        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    throw new AssertionError("it does not end; it said: " + text);
                }
                return new Said(process.exitValue(), text);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
