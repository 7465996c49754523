package io.meshfed.contexts;

import static io.meshfed.contexts.FederationFiles.FULL;
import static io.meshfed.contexts.FederationFiles.MINIMAL;
import static io.meshfed.contexts.FederationFiles.problemsOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.report.FederationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadFederationFileTest {

    private static final Pattern MISTAKE =
            Pattern.compile("(minimal|full): `(.*)` => `(.*)`\\R((?:    .*\\R)+)");

    /** A file with one mistake and all that is said about it. */
    record Case(String name, String text, List<String> problems) {

        static Case of(MatchResult row) {
            String base = row.group(1).equals("full") ? FULL : MINIMAL;
            String right = row.group(2).replace("\\n", "\n");
            assertTrue(base.contains(right), row.group());
            return new Case(
                    row.group(2) + " => " + row.group(3),
                    base.replace(right, row.group(3).replace("\\n", "\n")),
                    row.group(4).lines().map(line -> "f.yaml:" + line.strip()).toList());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> mistakes() throws IOException {
        try (InputStream in = BadFederationFileTest.class.getResourceAsStream("mistakes.txt")) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = MISTAKE.matcher(table).results().map(Case::of).toList();
            // The first line of the table explains its form.
            assertEquals(
                    table.lines().filter(line -> line.contains("` => `")).count() - 1,
                    cases.size());
            return cases;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    @DisplayName("a mistake is named once, with line, column, path and the nearest right word")
    void namesMistake(Case bad) {
        assertEquals(bad.problems(), problemsOf(bad.text()));
    }

    @Test
    @DisplayName("all mistakes of a file are reported together, from top to bottom")
    void reportsAll() {
        String text =
                MINIMAL.replace("kind: Federation", "kind: Fed")
                        .replace("{ context: aro }", "{ context: rosa }")
                        .replace("cluster: rosa", "cluster: nowhere")
                        .replace("[east, west]", "[east, south]");
        FederationException e =
                assertThrows(FederationException.class, () -> FederationFiles.parse(text));

        assertEquals("federation file f.yaml has 4 problems", e.getMessage());
        assertEquals(
                List.of("f.yaml:2:7:", "f.yaml:6:20:", "f.yaml:9:20:", "f.yaml:11:21:"),
                e.details().stream()
                        .map(line -> line.substring(0, line.indexOf(": ") + 1))
                        .toList());
    }

    @Test
    @DisplayName("two peers of a mesh cannot share a gateway or the place of their roots")
    void refusesSharedGateways() {
        String text =
                MINIMAL.replace(
                                "peerings:",
                                "  north: { cluster: rosa, namespace: n-cp, controlPlane: n }\n"
                                        + "peerings:")
                        + "    sides: { east: { ingress: gw, egress: gw, caConfigMap: roots } }\n"
                        + "  - between: [east, north]\n"
                        + "    sides: { east: { ingress: gw, egress: gw, caConfigMap: roots } }\n";

        assertEquals(
                List.of(
                        "f.yaml:15:31: peerings[1].sides.east.ingress: mesh 'east' uses 'gw' for"
                                + " peer 'west' already; each peer needs its own ingress",
                        "f.yaml:15:43: peerings[1].sides.east.egress: mesh 'east' uses 'gw' for"
                                + " peer 'west' already; each peer needs its own egress",
                        "f.yaml:15:60: peerings[1].sides.east.caConfigMap: mesh 'east' uses"
                                + " 'roots' for peer 'west' already; each peer needs its own"
                                + " caConfigMap"),
                problemsOf(text));
    }

    @Test
    @DisplayName("a mistake in one part raises no second complaint about what refers to it")
    void complainsOnce() {
        String text = FULL.replace("{ context: aro }", "7").replace("service: clock,", "clock: x,");

        assertEquals(
                List.of(
                        "f.yaml:5:8: clusters.aro: must be a map of keys and values, not a number",
                        "f.yaml:30:9: peerings[0].exports[2]: one of the keys service and labels"
                                + " is needed",
                        "f.yaml:30:23: peerings[0].exports[2].clock: unknown key 'clock'; it can"
                                + " be: from, namespace, service, labels, as"),
                problemsOf(text));
    }

    @Test
    @DisplayName("what a file says cannot write to the terminal")
    void showsSafely() {
        String text =
                MINIMAL.replace("east:", "\"e\\e[31m\\u202e\\n\":")
                        .replace("stage", "\"\\e]0;x\\a\"")
                        .replace("aro }", "\"\\e[2J\\n\" }");

        for (String problem : problemsOf(text)) {
            assertTrue(problem.chars().allMatch(c -> c >= ' ' && c <= '~'), problem);
        }
    }
}
