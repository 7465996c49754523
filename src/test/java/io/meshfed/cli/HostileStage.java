package io.meshfed.cli;

import io.meshfed.cli.CommandLines.Line;
import io.meshfed.cli.CommandLines.Surrounding;
import io.meshfed.cli.TwistedServer.Answer;
import io.meshfed.cli.TwistedServer.Twist;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clusters, kubeconfigs and federation files in which everything that can be a text is a hostile
 * one.
 */
final class HostileStage implements AutoCloseable {

    private static final List<String> FIELDS =
            List.of(
                    "name|namespace",
                    "manager|username|uid|id|clusterID",
                    "message|reason|type|status",
                    "hostname|ip|address",
                    "lastDisconnectStatus|lastConnectionTime|lastEvent|remote|pod",
                    "trustDomain|version|gitVersion|controlPlane|root-cert.pem",
                    "taskRunName|pipelineTaskName|value|exitCode");

    private final ClusterStage clusters;
    private final CommandLines lines;
    private final Path inputs;
    private final Sweep sweep = new Sweep();
    private final AtomicInteger seen = new AtomicInteger();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final SortedMap<Integer, Integer> exitCodes =
            Collections.synchronizedSortedMap(new TreeMap<>());

    HostileStage(Path folder) throws IOException {
        inputs = Files.createDirectory(folder.resolve("inputs"));
        lines = new CommandLines(folder);
        clusters = new ClusterStage("hostile-" + Integer.toHexString(hashCode()));
    }

    void run(String text, int number, List<String> commands) {
        for (int i = number % 2; i < commands.size(); i += 2) {
            String command = commands.get(i);
            int way = number + i;
            sweep.begin(() -> run(text, way, command, "h%d-%d".formatted(number, way)));
        }
    }

    /** In objects, in refusals, or in names of the files. */
    private void run(String text, int way, String command, String id) {
        boolean ofFiles = way % 3 == 2;
        clusters.twisted()
                .twist(
                        id,
                        way % 3 == 0
                                ? refusing(text, way)
                                : way % 3 == 1 ? objects(text, way) : real());
        Line line = lines.line(command, surrounding(id, ofFiles ? HostileText.inJson(text) : ""));
        try {
            Cli.Outcome outcome = Cli.run(line.arguments().toArray(String[]::new));
            exitCodes.merge(outcome.exit(), 1, Integer::sum);
            require(command, line, outcome);
            String all = outcome.out() + outcome.err();
            seen.addAndGet(
                    all.contains("\\u")
                                    || all.contains("evil")
                                    || all.contains("LLL")
                                    || all.contains("FORGED")
                            ? 1
                            : 0);
        } catch (AssertionError | Exception failed) {
            wrong.add("%s, way %d: %s".formatted(line.arguments(), way, failed));
        }
    }

    private static void require(String command, Line line, Cli.Outcome outcome) throws IOException {
        boolean script = command.equals("completion");
        HostileText.requireHarmless("stdout", script ? "" : outcome.out());
        HostileText.requireHarmless("stderr", outcome.err());
        if (line.arguments().contains("--output=json")) {
            Cli.json(outcome.out());
        }
        if (outcome.exit() == 1) {
            throw new AssertionError(outcome.err());
        }
        for (ReportKind kind : ReportKind.values()) {
            Path file = line.written().resolve("report." + kind);
            if (Files.exists(file)) {
                require(kind, FuzzCorpus.read(file));
            }
        }
    }

    private static void require(ReportKind kind, String text) {
        HostileText.requireHarmless("report " + kind, text);
        switch (kind) {
            case json -> Cli.json(text);
            case junit -> JUnitFiles.strict(text);
            case markdown -> HostileText.requireHarmlessMarkdown("markdown", text);
            case summary -> {
                if (text.lines().count() != 1) {
                    throw new AssertionError("summary: " + text);
                }
            }
        }
    }

    private static Twist real() {
        return (path, authorization, real) -> real.answer();
    }

    private static Twist objects(String text, int way) {
        String fields = FIELDS.get(way / 3 % FIELDS.size()).replace(".", "\\.");
        String hostile = HostileText.inJson(text).replace("\\", "\\\\").replace("$", "\\$");
        return (path, authorization, real) -> {
            Answer answer = real.answer();
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            String changed =
                    body.replaceAll(
                            "(\"(?:" + fields + ")\":\")[^\"]{0,100}\"", "$1" + hostile + "\"");
            return new Answer(
                    answer.status(), answer.headers(), changed.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Twist refusing(String text, int way) {
        int status = List.of(400, 401, 403, 404, 409, 422, 500).get(way / 3 % 7);
        String json =
                """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":%1$d,"reason":"%2$s","message":"%2$s",
                 "details":{"name":"%2$s","group":"%2$s","kind":"%2$s",
                 "causes":[{"reason":"FieldManagerConflict","message":"conflict with \\"%2$s\\" using %2$s","field":"%2$s"}]}}"""
                        .formatted(status, HostileText.inJson(text));
        return (path, authorization, real) ->
                new Answer(
                        status,
                        Map.of("Content-Type", "application/json", "Retry-After", "0"),
                        json.getBytes(StandardCharsets.UTF_8));
    }

    private Surrounding surrounding(String id, String name) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Config\nclusters:\n");
        String federation = FuzzCorpus.federations().get(0);
        for (String cluster : List.of("aro", "rosa")) {
            String context = "\"" + cluster + name + "\"";
            text.append(
                            "- name: %s\n  cluster:\n    server: %s\n"
                                    .formatted(context, clusters.twisted().url(id, cluster)))
                    .append(
                            "    certificate-authority-data: %s\n"
                                    .formatted(
                                            Base64.getEncoder()
                                                    .encodeToString(
                                                            clusters.twisted()
                                                                    .caPem()
                                                                    .getBytes(
                                                                            StandardCharsets
                                                                                    .UTF_8))));
            federation = federation.replace("context: " + cluster, "context: " + context);
        }
        text.append("current-context: \"aro%s\"\ncontexts:\n".formatted(name));
        for (String cluster : List.of("aro", "rosa")) {
            text.append(
                    "- name: \"%1$s%2$s\"\n  context: { cluster: \"%1$s%2$s\", user: \"%1$s%2$s\" }\n"
                            .formatted(cluster, name));
        }
        text.append("users:\n");
        for (String cluster : List.of("aro", "rosa")) {
            text.append(
                    "- { name: \"%s%s\", user: { token: %s } }\n"
                            .formatted(cluster, name, clusters.token()));
        }
        return new Surrounding(
                FuzzCorpus.write(inputs.resolve(id + ".federation"), federation),
                FuzzCorpus.write(inputs.resolve(id + ".config"), text.toString()),
                FuzzCorpus.write(inputs.resolve(id + ".lint.yaml"), manifest(name)),
                inputs.resolve(id + ".set"),
                List.of());
    }

    private static String manifest(String name) {
        return """
               apiVersion: tekton.dev/v1
               kind: Task
               metadata: { name: "x%1$s" }
               spec: { "y%1$s": 1, params: [{ name: "z%1$s" }], steps: [{ name: "a%1$s", image: "$(params.%1$s)", script: "%1$s" }] }
               """
                .formatted(name);
    }

    void awaitAll() throws InterruptedException {
        sweep.awaitAll();
    }

    int runs() {
        return exitCodes.values().stream().mapToInt(Integer::intValue).sum();
    }

    int seen() {
        return seen.get();
    }

    SortedMap<Integer, Integer> exitCodes() {
        return exitCodes;
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    @Override
    public void close() {
        sweep.close();
        clusters.close();
    }
}
