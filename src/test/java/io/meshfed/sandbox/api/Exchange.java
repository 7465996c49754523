package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import io.meshfed.testing.Poll;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A conversation with an API server, written down: requests in a file, divided by {@code ---}, and
 * what a server answers to them in a form that does not change from run to run. {@code AWAIT} and
 * {@code GONE} are no requests of the conversation: they go on when a path is served, or no more;
 * from {@code AS} to {@code ADMIN} a ServiceAccount speaks.
 */
record Exchange(List<Step> steps) {

    /**
     * @param kind of patch, empty for all else
     */
    record Step(String method, String kind, String path, String body) {}

    private static final Set<String> ASIDES = Set.of("AWAIT", "GONE", "AS", "ADMIN");

    private static final Map<String, String> PATCHES =
            Map.of(
                    "apply", "application/apply-patch+yaml",
                    "merge", "application/merge-patch+json",
                    "json", "application/json-patch+json",
                    "strategic", "application/strategic-merge-patch+json");

    static Exchange parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split("(?m)^---$\n?")) {
            String request = part.replaceAll("(?m)^#.*\n", "").strip();
            String[] lines = request.split("\n", 2);
            List<String> head = new ArrayList<>(Arrays.asList(lines[0].strip().split(" ")));
            String kind = head.size() > 2 ? head.get(1) : "";
            steps.add(
                    new Step(
                            head.get(0),
                            kind,
                            head.get(head.size() - 1),
                            lines.length > 1 ? lines[1].strip() : ""));
        }
        return new Exchange(steps);
    }

    /** Those that are answered. */
    List<Step> requests() {
        return steps.stream().filter(step -> !ASIDES.contains(step.method())).toList();
    }

    /** One line for each answer. {@code {ns}} in a request is the namespace. */
    List<String> run(Client admin, String namespace) {
        Client client = admin;
        List<String> answers = new ArrayList<>();
        Map<String, Object> last = Map.of();
        for (Step step : steps) {
            if (ASIDES.contains(step.method())) {
                client = aside(admin, client, step, namespace);
                continue;
            }
            String contentType =
                    step.body().isEmpty()
                            ? ""
                            : PATCHES.getOrDefault(step.kind(), "application/json");
            String body = filled(step.body(), namespace, last);
            Client.Answer answer =
                    client.send(
                            step.method(), filled(step.path(), namespace, last), contentType, body);
            Map<String, Object> tree =
                    answer.body().startsWith("{") ? answer.json() : Map.of("text", answer.body());
            // The version of a list moves with whatever else is written meanwhile.
            boolean same =
                    version(tree).equals(version(last))
                            && !version(tree).isEmpty()
                            && !tree.containsKey("items");
            if (Trees.text(tree, "metadata", "uid").isPresent()) {
                last = tree;
            }
            answers.add(
                    "%d%s %s"
                            .formatted(
                                    answer.code(),
                                    same ? " (same version)" : "",
                                    Json.write(sorted(Steady.state(tree, namespace)))));
        }
        return answers;
    }

    private static Client aside(Client admin, Client client, Step step, String namespace) {
        String path = filled(step.path(), namespace, Map.of());
        return switch (step.method()) {
            case "AS" -> client.as(token(admin, path));
            case "ADMIN" -> admin;
            default -> {
                await(client, step, namespace);
                yield client;
            }
        };
    }

    private static String token(Client admin, String account) {
        Client.Answer answer =
                admin.post(
                        account + "/token",
                        """
                        {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {}}""");
        return Trees.text(answer.json(), "status", "token").orElseThrow();
    }

    /** A real server takes a moment to serve what was defined, and to forget it. */
    private static void await(Client client, Step step, String namespace) {
        int wanted = step.method().equals("AWAIT") ? 200 : 404;
        String path = filled(step.path(), namespace, Map.of());
        Poll.until(
                step.method() + " " + path,
                Duration.ofSeconds(30),
                () -> client.get(path).code() == wanted);
    }

    private static String filled(String text, String namespace, Map<String, Object> last) {
        return text.replace("{ns}", namespace)
                .replace("{uid}", Trees.text(last, "metadata", "uid").orElse("none"))
                .replace("{version}", version(last));
    }

    private static String version(Map<String, Object> object) {
        return Trees.text(object, "metadata", "resourceVersion").orElse("");
    }

    static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((k, v) -> sorted.put(String.valueOf(k), sorted(v)));
            return sorted;
        }
        return value instanceof List<?> list ? list.stream().map(Exchange::sorted).toList() : value;
    }
}
