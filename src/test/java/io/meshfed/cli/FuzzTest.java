package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.cluster.kubeconfig.Risk;
import io.meshfed.cluster.tls.Tls;
import io.meshfed.contexts.FederationReader;
import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustProblem;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.testing.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code -Dmeshfed.seed=N} repeats a run, {@code -Dmeshfed.fuzz=N} makes it longer: N times. */
@Execution(ExecutionMode.CONCURRENT)
@DisplayName("files that are nearly right are OK or INPUT, never a BUG")
class FuzzTest {

    private static final long SEED = Long.getLong("meshfed.seed", 20_260_117L);
    private static final int TIMES = Integer.getInteger("meshfed.fuzz", 1);
    private static final int KUBECONFIGS = 25_000 * TIMES;
    private static final int FEDERATIONS = 20_000 * TIMES;
    private static final int BUNDLES = 51_000 * TIMES;
    private static final int KEYS = 3_000 * TIMES;
    private static final int COMMAND_LINES = 1_000 * TIMES;

    private static final Set<Risk> NO_RISK = EnumSet.noneOf(Risk.class);
    private static final Set<Risk> ANY_RISK = EnumSet.allOf(Risk.class);

    @TempDir private Path folder;

    @Test
    @DisplayName("100,000 of them are read, at least")
    void enough() {
        int all = KUBECONFIGS + FEDERATIONS + BUNDLES + KEYS + COMMAND_LINES;
        assertTrue(all >= 100_000, String.valueOf(all));
    }

    @Test
    @DisplayName("kubeconfigs")
    void kubeconfigs() {
        fuzz("kubeconfigs", KUBECONFIGS, FuzzCorpus.kubeconfigs(), this::readsKubeconfig);
    }

    private boolean readsKubeconfig(byte[] bytes) {
        Path file = written(bytes);
        return accepted(() -> contexts(Kubeconfig.read(List.of(file), Progress.NONE)));
    }

    /** One that is good is enough: the other may be what the mutation broke. */
    private static void contexts(Kubeconfig kubeconfig) {
        kubeconfig.currentContext();
        boolean good = accepted(() -> requireNamed(kubeconfig.context("aro", NO_RISK), "aro"));
        if (!accepted(() -> requireNamed(kubeconfig.context("rosa", ANY_RISK), "rosa")) && !good) {
            kubeconfig.context("rosa", ANY_RISK);
        }
    }

    private static void requireNamed(ContextSettings settings, String name) {
        assertEquals(name, settings.name());
        settings.server().proxy();
    }

    @Test
    @DisplayName("federation files")
    void federations() {
        fuzz(
                "federation files",
                FEDERATIONS,
                FuzzCorpus.federations(),
                bytes -> accepted(() -> FederationReader.read(written(bytes))));
    }

    @Test
    @DisplayName("trust bundles")
    void bundles() {
        Instant now = Instant.now();
        fuzz(
                "trust bundles",
                BUNDLES,
                FuzzCorpus.bundles(),
                bytes -> {
                    try {
                        String text = new String(bytes, StandardCharsets.UTF_8);
                        TrustBundle bundle = TrustBundle.parse(text, "fuzz", now);
                        assertEquals(bundle, TrustBundle.parse(bundle.pem(), "again", now));
                        return true;
                    } catch (TrustProblem refused) {
                        return false;
                    }
                });
    }

    @Test
    @DisplayName("client certificates, keys and authorities")
    void keys() {
        fuzz(
                "keys",
                KEYS,
                FuzzCorpus.keys(),
                bytes -> {
                    String text = new String(bytes, StandardCharsets.UTF_8);
                    try {
                        int key = text.indexOf("-----BEGIN PRIVATE");
                        String certificate = key < 0 ? text : text.substring(0, key);
                        Tls.trust(certificate, "");
                        Tls.key(certificate, text);
                        return true;
                    } catch (GeneralSecurityException | IOException refused) {
                        return false;
                    }
                });
    }

    @Test
    @DisplayName("the same on the command line: exit code 0 or 10")
    void commandLines() {
        Path good = FuzzCorpus.write(folder.resolve("good"), FuzzCorpus.federations().get(0));
        fuzz(
                "command lines with a federation file",
                COMMAND_LINES / 2,
                FuzzCorpus.federations(),
                bytes -> exit("validate", "-f", written(bytes).toString()));
        fuzz(
                "command lines with a kubeconfig",
                COMMAND_LINES / 2,
                FuzzCorpus.kubeconfigs(),
                bytes ->
                        exit(
                                "use-context",
                                "-f=" + good,
                                "--kubeconfig=" + written(bytes),
                                "--cluster=aro",
                                "--allow-exec",
                                "--to=" + absent()));
    }

    private boolean exit(String... arguments) {
        Cli.Outcome outcome = Cli.run(arguments);
        assertTrue(outcome.exit() == 0 || outcome.exit() == 10, () -> outcome.err());
        return outcome.exit() == 0;
    }

    private String absent() {
        Path to = folder.resolve("to");
        try {
            Files.deleteIfExists(to);
        } catch (IOException stays) {
            throw new UncheckedIOException(stays);
        }
        return to.toString();
    }

    /** All are read; some are still good, or the mutations are too wild to find anything. */
    private void fuzz(String what, int count, List<String> corpus, Predicate<byte[]> reads) {
        for (String file : corpus) {
            assertTrue(reads.test(file.getBytes(StandardCharsets.UTF_8)), "refused: " + file);
        }
        Mutations mutations = new Mutations(SEED, corpus);
        Effort effort = new Effort();
        long begun = System.nanoTime();
        int[] good = {0};
        for (int i = 0; i < count; i++) {
            byte[] file = mutations.next();
            try {
                effort.measured(file, () -> good[0] += reads.test(file) ? 1 : 0);
            } catch (RuntimeException | Error crash) {
                throw new AssertionError(
                        "-Dmeshfed.seed=%d, number %d: %s"
                                .formatted(SEED, i, Mutations.literal(file)),
                        crash);
            }
        }
        System.out.printf(
                "fuzz: seed %d, %d %s in %d ms, %d of them good, %s%n",
                SEED, count, what, (System.nanoTime() - begun) / 1_000_000, good[0], effort);
        assertTrue(good[0] > count / 100 && good[0] < count, "good: " + good[0]);
    }

    private static boolean accepted(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (FederationException refused) {
            assertEquals(ErrorClass.INPUT, refused.errorClass(), refused.getMessage());
            return false;
        }
    }

    private Path written(byte[] bytes) {
        try {
            return Files.write(folder.resolve("file"), bytes);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
