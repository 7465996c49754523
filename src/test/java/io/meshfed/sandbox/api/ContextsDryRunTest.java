package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.testing.Poll;
import io.meshfed.testing.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every object below {@code contexts/} as an API server takes it, field by field. */
class ContextsDryRunTest {

    private static final Path CRDS = Path.of("../shared/reference/crds");
    private static final String DEFINITIONS =
            "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";

    /** Their schemas are OpenShift's own; servers that do not serve them are spared. */
    private static final Set<String> OF_OPENSHIFT =
            Set.of("Route", "Subscription", "OperatorGroup");

    /** No objects of a cluster. */
    private static final Set<String> FILES = Set.of("Kustomization", "Federation");

    /** The names are what a server of the sandbox and a real one both call them. */
    private static final KindRegistry KINDS = KindRegistry.builtIn(List.of());

    @TempDir Path folder;

    @Test
    @DisplayName("the sandbox takes every object of every context, and knows each of its fields")
    void sandbox() throws IOException {
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("contexts"))) {
            check(Client.admin(server));
        }
    }

    @Test
    @DisplayName("by the published schemas every object of every context is valid")
    void publishedSchemas() throws IOException {
        assumeTrue(Files.isDirectory(CRDS), "no CRDs at " + CRDS);
        try (ApiServer server = ApiServer.start(ApiServerOptions.of("contexts"))) {
            Client client = Client.admin(server);
            for (String group :
                    List.of("federation-maistra-v1", "maistra", "istio-1.18-ossm-2.5")) {
                define(client, CRDS.resolve(group));
            }
            check(client);
        }
    }

    @Test
    @DisplayName("a real kube-apiserver takes every object of every context and drops no field")
    void realServer() throws Exception {
        try (RealApiServer real = RealApiServer.start(folder)) {
            check(real.client());
        }
    }

    private static void check(Client client) throws IOException {
        assertEquals(201, client.post("/api/v1/namespaces", namespace()).code());
        List<String> wrong = new ArrayList<>();
        Set<String> kinds = new TreeSet<>();
        for (Path file : files()) {
            for (Map<String, Object> object : Yaml.all(Files.readString(file))) {
                String kind = Trees.text(object, "kind").orElseThrow();
                if (FILES.contains(kind)) {
                    continue;
                }
                ResourceType type = type(object);
                boolean served = client.get(collection(type, "")).code() == 200;
                if (served || !OF_OPENSHIFT.contains(kind)) {
                    create(client, type, object).forEach(line -> wrong.add(file + ": " + line));
                    kinds.add(kind);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(kinds.size() > 8, kinds::toString);
    }

    /** What is wrong with it: the server's words, or what it does not keep of what was sent. */
    private static List<String> create(
            Client client, ResourceType type, Map<String, Object> object) {
        Map<String, Object> sent = new LinkedHashMap<>(object);
        if (type.namespaced()) {
            Map<String, Object> metadata =
                    new LinkedHashMap<>(Trees.object(object.get("metadata")));
            metadata.put("namespace", "any");
            sent.put("metadata", metadata);
        }
        Client.Answer answer =
                client.post(
                        collection(type, type.namespaced() ? "any" : "")
                                + "?dryRun=All&fieldValidation=Strict",
                        Json.write(sent));
        if (answer.code() != 201) {
            return List.of(answer.code() + " " + answer.body());
        }
        List<String> dropped = new ArrayList<>();
        dropped(sent, answer.json(), type.kind(), dropped);
        return dropped;
    }

    private static void dropped(Object sent, Object kept, String path, List<String> dropped) {
        if (sent instanceof Map<?, ?> map && kept instanceof Map<?, ?> other) {
            map.forEach((key, value) -> dropped(value, other.get(key), path + "." + key, dropped));
        } else if (sent instanceof List<?> list
                && kept instanceof List<?> other
                && list.size() == other.size()) {
            for (int i = 0; i < list.size(); i++) {
                dropped(list.get(i), other.get(i), path + "[" + i + "]", dropped);
            }
        } else if (!String.valueOf(sent).equals(String.valueOf(kept))) {
            dropped.add("%s: %s became %s".formatted(path, sent, kept));
        }
    }

    private static ResourceType type(Map<String, Object> object) {
        String version = Trees.text(object, "apiVersion").orElseThrow();
        String group = version.contains("/") ? version.replaceAll("/.*", "") : "";
        String kind = Trees.text(object, "kind").orElseThrow();
        String plural = kind.toLowerCase(Locale.ROOT) + "s";
        return new ResourceType(
                group,
                version.replaceAll(".*/", ""),
                kind,
                KINDS.type(group, kind).map(ResourceType::plural).orElse(plural),
                !kind.equals("Namespace"));
    }

    private static String collection(ResourceType type, String namespace) {
        return (type.group().isEmpty() ? "/api/" : "/apis/")
                + type.apiVersion()
                + (namespace.isEmpty() ? "" : "/namespaces/" + namespace)
                + "/"
                + type.plural();
    }

    private static String namespace() {
        return """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"any"}}""";
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("contexts"))) {
            return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static void define(Client client, Path group) throws IOException {
        try (Stream<Path> files = Files.list(group)) {
            for (Path file : files.sorted().toList()) {
                String text = Files.readString(file);
                Client.Answer made = client.send("POST", DEFINITIONS, "application/yaml", text);
                assertEquals(201, made.code(), made::body);
                Map<String, Object> definition = Yaml.one(text);
                for (Map<String, Object> version : Trees.objects(definition, "spec", "versions")) {
                    String path =
                            "/apis/%s/%s/%s"
                                    .formatted(
                                            Trees.text(definition, "spec", "group").orElse(""),
                                            Trees.text(version, "name").orElse(""),
                                            Trees.text(definition, "spec", "names", "plural")
                                                    .orElse(""));
                    Poll.until(
                            path + " to be served",
                            Duration.ofSeconds(30),
                            () -> client.get(path).code() == 200);
                }
            }
        }
    }
}
