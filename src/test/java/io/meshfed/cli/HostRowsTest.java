package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.testing.ChildJvm;
import io.meshfed.testing.Poll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Part G of the fault catalogue: the machine on which a command runs. One process at a time: each
 * gives a server that does not answer within seconds up for dead.
 */
@DisabledOnOs(OS.WINDOWS)
@Execution(ExecutionMode.SAME_THREAD)
@Order(1)
class HostRowsTest extends CommandBed {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Takes no file, whoever asks. */
    private static final Path NO_PLACE = Path.of("/proc");

    /**
     * The program in a process of its own, started by a line of shell in which {@code "$@"} is the
     * program.
     */
    private Process start(String shell, Map<String, String> environment, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", shell, "meshfed"));
        command.addAll(ChildJvm.command(Main.class));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-f", "" + file("federation.yaml")));
        command.addAll(List.of("--kubeconfig", "" + clusters.kubeconfig(), "--timeout", "5m"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectOutput(file("stdout").toFile()).redirectError(file("stderr").toFile());
        return builder.start();
    }

    private Cli.Outcome ended(Process process) throws Exception {
        assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), "it never ends");
        return new Cli.Outcome(
                process.exitValue(),
                Files.readString(file("stdout")),
                Files.readString(file("stderr")));
    }

    private static String[] federating() {
        return new String[] {"federate", "--samples", "1", "--interval", "20ms"};
    }

    @Test
    @DisplayName("G1, G5: without a home, a user's name or a place to write it federates")
    void nowhereToWrite() throws Exception {
        Map<String, String> nobody = new HashMap<>();
        nobody.put("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=/proc/none -Duser.home=/ -Duser.name=?");
        nobody.put("HOME", "/");
        nobody.put("TMPDIR", "/proc/none");
        nobody.put("USER", "");

        ok(ended(start("cd " + NO_PLACE + " && exec \"$@\"", nobody, federating())));

        converges();
    }

    @Test
    @DisplayName("F12: variables and Java options that would redirect a client change nothing")
    void hostileEnvironment() throws Exception {
        Map<String, String> hostile = new HashMap<>();
        hostile.put("KUBERNETES_MASTER", "https://127.0.0.1:1");
        hostile.put("KUBERNETES_SERVICE_HOST", "127.0.0.1");
        hostile.put("KUBERNETES_SERVICE_PORT", "1");
        hostile.put("KUBERNETES_TRUST_CERTIFICATES", "true");
        hostile.put("KUBERNETES_AUTH_TOKEN", "other");
        hostile.put("HTTPS_PROXY", "http://127.0.0.1:1");
        hostile.put("https_proxy", "http://127.0.0.1:1");
        hostile.put(
                "JDK_JAVA_OPTIONS",
                "-Dkubernetes.master=https://127.0.0.1:1 -Dkubernetes.trust.certificates=true"
                        + " -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=1");

        ok(ended(start("exec \"$@\"", hostile, federating())));

        converges();
    }

    @Test
    @DisplayName("G2: a report or result that cannot be written is INPUT before the first request")
    void noPlaceForReports() {
        for (List<String> where :
                List.of(
                        List.of("--report", "json=" + NO_PLACE.resolve("report.json")),
                        List.of("--result", "class=" + NO_PLACE.resolve("class")),
                        List.of("--result", "class=" + folder.resolve("missing/class")),
                        List.of("--report", "json=" + folder.resolve("federation.yaml/x")))) {
            String told = refusedClean(ErrorClass.INPUT, federate(where.toArray(String[]::new)));

            says(told, "cannot be written", "Make its folder, or name another file");
            assertEquals(List.of(), clusters.requests());
        }
        ok(federate("--report", "json=" + folder.resolve("report.json")));
        assertFalse(
                Stream.of(folder.toFile().list()).anyMatch(name -> name.startsWith(".meshfed")),
                "the probe is gone");
        converges();
    }

    @Test
    @DisplayName("G3: a disk that is full at the end is a warning; verdict and clusters stand")
    void fullDisk() {
        Cli.Outcome outcome = ok(federate("--report", "json=/dev/full"));

        says(outcome.err(), "could not write /dev/full: ");
        converges();
    }

    @Test
    @DisplayName("G7: language, time zone, umask and locale change no byte of the output")
    void sameBytes() throws Exception {
        Path report = file("report.md");
        String[] plan = {"plan", "--report", "markdown=" + report};
        Map<String, String> turkish = new HashMap<>();
        turkish.put("LC_ALL", "C");
        turkish.put("TZ", "Asia/Kathmandu");
        turkish.put(
                "JDK_JAVA_OPTIONS",
                "-Duser.language=tr -Duser.country=TR -Duser.timezone=Asia/Kathmandu"
                        + " -Dfile.encoding=US-ASCII");
        Cli.Outcome here = run("plan", "--report", "markdown=" + report);
        String before = Files.readString(report);
        Files.delete(report);

        Cli.Outcome there = ended(start("umask 077; exec \"$@\"", turkish, plan));

        assertEquals(ErrorClass.DIFF.exitCode(), here.exit());
        assertEquals(here.exit(), there.exit());
        assertEquals(here.out(), there.out());
        assertEquals(here.err(), there.err().replaceAll("(?m)^NOTE: Picked up .*\n", ""));
        assertEquals(before, Files.readString(report));
    }

    @Test
    @DisplayName("G8: when nobody reads stdout any more the run goes on to its end")
    void closedStdout() throws Exception {
        Process process = start("{ \"$@\"; echo \"exit $?\" >&2; } | true", Map.of(), federating());

        says(ended(process).err(), "exit 0");
        assertFederated();
        converges();
    }

    /** True once rosa was asked to write its exports, which it never does. */
    private AtomicBoolean stallAtTheExports() {
        AtomicBoolean reached = new AtomicBoolean();
        fault(
                (ordinal, request) -> {
                    boolean there = writeOf("exportedservicesets").test(request);
                    reached.compareAndSet(false, there);
                    return there ? Optional.of(stall()) : Optional.empty();
                });
        return reached;
    }

    private void awaitStall(AtomicBoolean reached, Process process) throws IOException {
        Poll.until("the write", PATIENCE, () -> reached.get() || !process.isAlive());
        assertTrue(reached.get(), Files.readString(file("stderr")));
    }

    @Test
    @DisplayName("B3: a cancelled run reports what it wrote, and the next run goes on")
    void cancelled() throws Exception {
        AtomicBoolean reached = stallAtTheExports();
        List<String> arguments = new ArrayList<>(List.of(federating()));
        arguments.addAll(List.of("--report", "json=" + file("report.json")));
        Process process = start("exec \"$@\"", Map.of(), arguments.toArray(String[]::new));
        awaitStall(reached, process);

        process.destroy();

        Cli.Outcome outcome = ended(process);
        assertEquals(128 + 15, outcome.exit(), outcome::toString);
        says(outcome.err(), "INTERRUPTED: ended by SIGTERM");
        JsonNode report = Cli.json(Files.readString(file("report.json")));
        assertEquals("INTERRUPTED", report.get("class").asText());
        assertTrue(report.get("changed").asInt() >= 2, "the roots of both");
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        endStall();
        converges();
    }

    @Test
    @DisplayName("G9: an agent that dies with its run leaves what the next run goes on with")
    void killed() throws Exception {
        AtomicBoolean reached = stallAtTheExports();
        Process process = start("exec \"$@\"", Map.of(), federating());
        awaitStall(reached, process);

        process.destroyForcibly();

        assertEquals(128 + 9, ended(process).exit());
        assertTrue(rosa().has(FederationObjects.injectedRoots(rosaKnowsAro)));
        assertFalse(rosa().has(FederationObjects.peer(rosaKnowsAro)));
        endStall();
        converges();
    }
}
