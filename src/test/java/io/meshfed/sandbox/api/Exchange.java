package io.meshfed.sandbox.api;

import io.meshfed.model.Trees;
import io.meshfed.testing.Poll;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A conversation with an API server, written down: requests in a file, divided by {@code ---}, and
 * what a server answers to them in a form that does not change from run to run. A line that begins
 * with {@code >} is a header. {@code AWAIT} and {@code GONE} are no requests of the conversation:
 * they go on when a path is served, or no more; from {@code AS} to {@code ADMIN} a ServiceAccount
 * speaks. {@code # differs: why} stands above a request that the sandbox answers differently.
 */
record Exchange(List<Step> steps) {

    /**
     * @param kind of patch, empty for all else
     * @param differs the difference that the whole answer shows, empty for none
     */
    record Step(
            String method,
            String kind,
            String path,
            Map<String, String> headers,
            String body,
            String differs) {

        Step(String method, String kind, String path, String body) {
            this(method, kind, path, Map.of(), body, "");
        }
    }

    /**
     * One answer, steady.
     *
     * @param head code, what is said beside the body, and whether the version stayed the same
     */
    record Answer(String head, Object body) {

        @Override
        public String toString() {
            return head + " " + Json.write(sorted(body));
        }

        static Answer parse(String line) {
            int body = line.indexOf(line.contains(" {") ? " {" : " [");
            return new Answer(
                    line.substring(0, body),
                    Trees.value(Json.object("{\"x\":" + line.substring(body) + "}"), "x")
                            .orElseThrow());
        }
    }

    private static final Set<String> ASIDES = Set.of("AWAIT", "GONE", "AS", "ADMIN");
    private static final Pattern DIFFERS = Pattern.compile("(?m)^# differs: (\\S+)$");

    private static final Map<String, String> PATCHES =
            Map.of(
                    "apply", "application/apply-patch+yaml",
                    "merge", "application/merge-patch+json",
                    "json", "application/json-patch+json",
                    "strategic", "application/strategic-merge-patch+json");

    static Exchange parse(String text) {
        List<Step> steps = new ArrayList<>();
        for (String part : text.split("(?m)^---$\n?")) {
            Matcher differs = DIFFERS.matcher(part);
            String request = part.replaceAll("(?m)^#.*\n", "").strip();
            List<String> lines = new ArrayList<>(Arrays.asList(request.split("\n")));
            String[] head = lines.remove(0).strip().split(" ");
            Map<String, String> headers = new LinkedHashMap<>();
            while (!lines.isEmpty() && lines.get(0).startsWith(">")) {
                String[] header = lines.remove(0).substring(1).split(":", 2);
                headers.put(header[0].strip(), header[1].strip());
            }
            steps.add(
                    new Step(
                            head[0],
                            head.length > 2 ? head[1] : "",
                            head[head.length - 1],
                            headers,
                            String.join("\n", lines).strip(),
                            differs.find() ? differs.group(1) : ""));
        }
        return new Exchange(steps);
    }

    /** Those that are answered. */
    List<Step> requests() {
        return steps.stream().filter(step -> !ASIDES.contains(step.method())).toList();
    }

    /** One for each request. {@code {ns}} in a request is the namespace. */
    List<Answer> run(Client admin, String namespace) {
        Client client = admin;
        List<Answer> answers = new ArrayList<>();
        Map<String, Object> last = Map.of();
        String next = "";
        for (Step step : steps) {
            if (ASIDES.contains(step.method())) {
                client = aside(admin, client, step, namespace);
                continue;
            }
            Client.Answer answer =
                    client.send(
                            step.method(),
                            filled(step.path().replace("{continue}", next), namespace, last),
                            headers(step, namespace),
                            filled(step.body(), namespace, last));
            Object tree = tree(answer);
            Map<String, Object> object = Json.part(tree);
            // The version of a list moves with whatever else is written meanwhile.
            boolean same =
                    version(object).equals(version(last))
                            && !version(object).isEmpty()
                            && !object.containsKey("items");
            if (Trees.text(object, "metadata", "uid").isPresent()) {
                last = object;
            }
            next = Trees.text(object, "metadata", "continue").orElse(next);
            answers.add(
                    new Answer(
                            head(answer) + (same ? " (same version)" : ""),
                            Steady.state(tree, namespace)));
        }
        return answers;
    }

    private static Map<String, String> headers(Step step, String namespace) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!step.body().isEmpty()) {
            headers.put("Content-Type", PATCHES.getOrDefault(step.kind(), "application/json"));
        }
        step.headers()
                .forEach((name, value) -> headers.put(name, filled(value, namespace, Map.of())));
        return headers;
    }

    /** The code, and headers that clients act upon where they are not the usual ones. */
    private static String head(Client.Answer answer) {
        HttpHeaders headers = answer.response().headers();
        String type = headers.firstValue("Content-Type").orElse("none");
        StringBuilder head = new StringBuilder().append(answer.code());
        if (!type.equals("application/json")) {
            head.append(' ').append(type);
        }
        headers.allValues("Warning").forEach(warning -> head.append(" warns ").append(warning));
        headers.firstValue("Retry-After").ifPresent(after -> head.append(" retry ").append(after));
        return head.toString();
    }

    /** An object; the lines of a watch; or a text, as an object that holds it. */
    private static Object tree(Client.Answer answer) {
        if (!answer.body().startsWith("{")) {
            return Map.of("text", answer.body());
        }
        if (answer.body().startsWith("{\"type\":")) {
            return answer.body().lines().map(Json::object).toList();
        }
        return answer.json();
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
