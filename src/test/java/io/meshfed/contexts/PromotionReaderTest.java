package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Course;
import io.meshfed.promotion.Finish;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Promotion;
import io.meshfed.promotion.RampStep;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromotionReaderTest {

    private static final Pattern MISTAKE = Pattern.compile("`(.*)` => `(.*)`\\R((?:    .*\\R)+)");

    @TempDir Path folder;

    private PromotionFiles files;

    @BeforeEach
    void write() throws IOException {
        files = new PromotionFiles(folder);
    }

    /** What is put in the place of what is right, and all that is said about it. */
    record Mistake(String right, String wrong, List<String> problems) {
        @Override
        public String toString() {
            return right + " => " + wrong;
        }
    }

    static List<Mistake> mistakes() throws IOException {
        try (InputStream in =
                PromotionReaderTest.class.getResourceAsStream("promotion-mistakes.txt")) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Mistake> mistakes =
                    MISTAKE.matcher(table).results().map(PromotionReaderTest::mistake).toList();
            assertEquals(
                    table.lines().filter(line -> line.contains("` => `")).count(), mistakes.size());
            return mistakes;
        }
    }

    private static Mistake mistake(MatchResult row) {
        return new Mistake(
                row.group(1).replace("\\n", "\n"),
                row.group(2).replace("\\n", "\n"),
                row.group(3).lines().map(line -> "p.yaml:" + line.strip()).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("a mistake is named once, with line, column, path and the nearest right word")
    void namesMistake(Mistake mistake) {
        String text = PromotionFiles.PROMOTION;
        assertTrue(text.contains(mistake.right()), mistake.right());

        assertEquals(
                mistake.problems(),
                files.problemsOf(text.replace(mistake.right(), mistake.wrong())));
    }

    @Test
    @DisplayName("what the file says is what is read")
    void readsAll() throws IOException {
        PromotionFile file = files.read(PromotionFiles.PROMOTION);
        Promotion read = file.promotion();

        assertEquals(List.of(), file.warnings());
        assertEquals("aro-rosa", file.federation().federation().name());
        assertEquals("info-v2", read.name());
        assertEquals("stg", read.from());
        assertEquals("prod", read.to());
        assertEquals(new ServiceName("shop", "info"), read.service());
        assertEquals("v2", read.release().version());
        assertEquals(
                Map.of("info", "r.example/info:2@sha256:" + "ab".repeat(32)),
                read.release().images());
        assertEquals("apps/v2", read.release().manifests());
        assertEquals(
                List.of(
                        new RampStep(RampStep.Kind.MIRROR, 100, Duration.ofMinutes(10)),
                        new RampStep(RampStep.Kind.WEIGHT, 5, Duration.ofSeconds(90)),
                        new RampStep(RampStep.Kind.WEIGHT, 50, Duration.ofHours(1))),
                read.ramp());
        assertEquals(
                List.of(
                        new Gate.Probe("/info", 200, 99.5, Duration.ofMillis(300)),
                        new Gate.Prometheus(
                                new Gate.Endpoint("https://p.example", "", ""),
                                "up",
                                Double.NEGATIVE_INFINITY,
                                0.01,
                                100),
                        new Gate.Command(List.of("check", "--now"), Duration.ofSeconds(30)),
                        new Gate.Confirmation("Does it look right?")),
                read.gates());
        assertEquals(new Course(3, Finish.INSTALL, false), read.course());
    }

    @Test
    @DisplayName("what is left out has its careful default")
    void hasDefaults() throws IOException {
        Promotion read =
                files.read(
                                PromotionFiles.PROMOTION
                                        .replace("approval: none\n", "")
                                        .replace("finish: install\n", "")
                                        .replace(", max-p99: 300ms", ""))
                        .promotion();

        assertEquals(new Course(3, Finish.INSTALL, true), read.course());
        assertEquals(new Gate.Probe("/info", 200, 99.5, Duration.ZERO), read.gates().get(0));
    }

    @Test
    @DisplayName("all mistakes of a file are reported together, its federation's too")
    void reportsAll() throws IOException {
        files.writeFederation("kind: Federation\n");

        List<String> problems =
                files.problemsOf(
                        PromotionFiles.PROMOTION
                                .replace("kind: Promotion", "kind: Promtion")
                                .replace("for: 90s", "for: soon"));

        assertEquals(
                List.of(
                        "p.yaml:2:7: kind: unknown value 'Promtion'; did you mean 'Promotion'?",
                        "p.yaml:13:23: ramp[1].for: 'soon' is not a time such as 90s, 10m or"
                                + " 1h30m",
                        "federation file federation.yaml has 5 problems"),
                problems.subList(0, 3));
        assertEquals(8, problems.size());
    }

    @Test
    @DisplayName("a federation file that is not there is named")
    void missesFederation() {
        FederationException e =
                assertThrows(
                        FederationException.class,
                        () -> files.read(PromotionFiles.PROMOTION + "federation: other.yaml\n"));

        assertEquals(ErrorClass.INPUT, e.errorClass());
        assertEquals(
                "federation file " + folder.resolve("other.yaml") + " does not exist",
                e.getMessage());
    }

    @Test
    @DisplayName("a production mesh that exports by labels is refused: more could match later")
    void refusesSelectors() throws IOException {
        files.writeFederation(
                PromotionFiles.FEDERATION
                        + "      - { from: prod, labels: { a: b }, namespace: shop }\n");

        assertEquals(
                List.of(
                        "p.yaml:5:5: to: production mesh 'prod' exports by labels, which could"
                                + " match more later; name its services"),
                files.problemsOf(PromotionFiles.PROMOTION));
    }

    @Test
    @DisplayName("a service that production does not import is refused")
    void refusesUnimported() throws IOException {
        files.writeFederation(
                PromotionFiles.FEDERATION
                        + "      - { from: stg, service: clock, namespace: member }\n"
                        + "    imports:\n"
                        + "      - { to: prod, service: clock, namespace: member }\n");

        assertEquals(
                List.of(
                        "p.yaml:6:18: service.name: mesh 'prod' imports others, but not"
                                + " member/info"),
                files.problemsOf(PromotionFiles.PROMOTION));
    }

    @Test
    @DisplayName("a service that staging exports by labels can be promoted")
    void takesLabels() throws IOException {
        files.writeFederation(
                PromotionFiles.FEDERATION.replace("service: info", "labels: { a: b }"));

        assertEquals(List.of(), files.read(PromotionFiles.PROMOTION).warnings());
    }

    @Test
    @DisplayName("manifests that have no effect, or are not there yet, are warned of")
    void warns() throws IOException {
        String text = PromotionFiles.PROMOTION;

        assertEquals(
                List.of(folder + "/p.yaml:10:14: release.manifests: there is no such folder yet"),
                files.read(text.replace("apps/v2", "apps/v3")).warnings());
        assertEquals(
                List.of(
                        folder
                                + "/p.yaml:10:14: release.manifests: has no effect; with 'finish:"
                                + " serve-from-staging' nothing is installed"),
                files.read(text.replace("finish: install", "finish: serve-from-staging"))
                        .warnings());
    }
}
