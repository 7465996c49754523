package io.meshfed.sandbox.attach;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.CustomDefinitions;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.mesh.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Takes away what a sandbox made: namespaces with all that is in them, nodes, definitions. What
 * somebody else made and marked loses the mark, and nothing else.
 */
record Removal(RestApi api, Territory territory) {

    private static final Duration GONE_WITHIN = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 200;
    private static final String NOW =
            """
            {"apiVersion":"v1","kind":"DeleteOptions","gracePeriodSeconds":0}""";

    /** One line for each kind of thing that was removed; none when there was nothing. */
    List<String> remove() {
        List<String> removed = new ArrayList<>();
        List<String> namespaces = made(Kinds.NAMESPACE);
        if (!namespaces.isEmpty()) {
            boolean alone = nobodyElseFinishes();
            List<ResourceType> kinds = alone ? namespacedKinds() : List.of();
            namespaces.forEach(namespace -> delete(Kinds.NAMESPACE, namespace));
            namespaces.forEach(namespace -> kinds.forEach(kind -> empty(kind, namespace)));
            if (alone) {
                namespaces.forEach(this::finish);
            }
            namespaces.forEach(this::awaitGone);
            removed.add("namespaces " + String.join(", ", namespaces));
        }
        List<String> nodes = made(Kinds.NODE);
        nodes.forEach(node -> delete(Kinds.NODE, node));
        if (!nodes.isEmpty()) {
            removed.add("nodes " + String.join(", ", nodes));
        }
        List<String> definitions = unusedDefinitions();
        definitions.forEach(definition -> delete(Installation.DEFINITION, definition));
        if (!definitions.isEmpty()) {
            removed.add("definitions " + String.join(", ", definitions));
        }
        List<String> others = unmarked();
        if (!others.isEmpty()) {
            removed.add(
                    "the label of namespaces %s (they were there before, and keep what is in them)"
                            .formatted(String.join(", ", others)));
        }
        return removed;
    }

    private List<String> made(ResourceType type) {
        return marked(type, territory::made);
    }

    private List<String> unmarked() {
        List<String> others = marked(Kinds.NAMESPACE, object -> !territory.made(object));
        Map<String, Object> none = new HashMap<>();
        none.put(Territory.MARK, null);
        String patch = Json.write(Map.of("metadata", Map.of("labels", none)));
        for (String other : others) {
            Answer answer =
                    api.send(
                            "PATCH",
                            RestApi.path(Kinds.NAMESPACE, "", other),
                            "application/merge-patch+json",
                            patch);
            if (!answer.missing()) {
                answer.requireOk();
            }
        }
        return others;
    }

    private List<String> marked(ResourceType type, Predicate<Map<String, Object>> which) {
        return Trees.objects(
                        api.get(RestApi.collection(type, "") + "?" + territory.selector())
                                .requireOk()
                                .tree(),
                        "items")
                .stream()
                .filter(which)
                .flatMap(object -> Trees.text(object, "metadata", "name").stream())
                .sorted()
                .toList();
    }

    /** Somebody else may have begun to use them; deleting a definition deletes all its objects. */
    private List<String> unusedDefinitions() {
        List<String> made = made(Installation.DEFINITION);
        return CustomDefinitions.types().stream()
                .filter(type -> made.contains(type.qualifiedPlural()))
                .filter(type -> Listing.of(api, type).filter(l -> !l.objects().isEmpty()).isEmpty())
                .map(ResourceType::qualifiedPlural)
                .distinct()
                .toList();
    }

    private void delete(ResourceType type, String name) {
        Answer answer = api.send("DELETE", RestApi.path(type, "", name), RestApi.JSON, NOW);
        // 409: its deletion is under way already.
        if (!answer.missing() && answer.status() != Answer.CONFLICT) {
            answer.requireOk();
        }
    }

    /** A bare API server has no controller that empties namespaces. */
    private boolean nobodyElseFinishes() {
        ResourceType lease = new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", true);
        return api.get(RestApi.path(lease, "kube-system", "kube-controller-manager")).missing();
    }

    private List<ResourceType> namespacedKinds() {
        List<ResourceType> kinds = new ArrayList<>(kindsOf("/api/v1", "", "v1"));
        Set<String> plurals = new HashSet<>();
        for (Map<String, Object> group :
                Trees.objects(api.get("/apis").requireOk().tree(), "groups")) {
            String name = Trees.text(group, "name").orElse("");
            // Not every kind is served in the version that the group prefers.
            for (Map<String, Object> each : Trees.objects(group, "versions")) {
                String version = Trees.text(each, "version").orElse("");
                kindsOf("/apis/" + name + "/" + version, name, version).stream()
                        .filter(kind -> plurals.add(kind.qualifiedPlural()))
                        .forEach(kinds::add);
            }
        }
        return kinds;
    }

    /** A group whose server is away has nothing that could be deleted here. */
    private List<ResourceType> kindsOf(String path, String group, String version) {
        Answer answer = api.get(path);
        if (!answer.ok()) {
            return List.of();
        }
        return Trees.objects(answer.tree(), "resources").stream()
                .filter(resource -> Trees.flag(resource, "namespaced"))
                .filter(resource -> Trees.texts(resource.get("verbs")).contains("delete"))
                .filter(resource -> Trees.texts(resource.get("verbs")).contains("list"))
                .map(
                        resource ->
                                new ResourceType(
                                        group,
                                        version,
                                        Trees.text(resource, "kind").orElse(""),
                                        Trees.text(resource, "name").orElse(""),
                                        true))
                .toList();
    }

    private void empty(ResourceType kind, String namespace) {
        Answer listed = api.get(RestApi.collection(kind, namespace));
        if (!listed.ok()) {
            return;
        }
        for (Map<String, Object> object : Trees.objects(listed.tree(), "items")) {
            String name = Trees.text(object, "metadata", "name").orElseThrow();
            Answer answer =
                    api.send("DELETE", RestApi.path(kind, namespace, name), RestApi.JSON, NOW);
            if (!answer.missing()) {
                answer.requireOk();
            }
        }
    }

    private void finish(String namespace) {
        String path = RestApi.path(Kinds.NAMESPACE, "", namespace);
        Optional<Map<String, Object>> dying =
                Optional.of(api.get(path)).filter(Answer::ok).map(Answer::tree);
        dying.ifPresent(
                object -> {
                    Map<String, Object> finished = new LinkedHashMap<>(object);
                    finished.put("spec", Map.of("finalizers", List.of()));
                    Answer answer =
                            api.send("PUT", path + "/finalize", RestApi.JSON, Json.write(finished));
                    if (!answer.missing() && answer.status() != Answer.CONFLICT) {
                        answer.requireOk();
                    }
                });
    }

    private void awaitGone(String namespace) {
        long end = System.nanoTime() + GONE_WITHIN.toNanos();
        while (!api.get(RestApi.path(Kinds.NAMESPACE, "", namespace)).missing()) {
            if (System.nanoTime() > end) {
                throw new FederationException(
                        ErrorClass.PARTIAL,
                        "namespace '%s' in cluster '%s' is still there"
                                .formatted(namespace, api.cluster()),
                        "Look at what holds it up (kubectl get namespace %s -o yaml), then detach once more."
                                .formatted(namespace));
            }
            api.pause(LOOK_MILLIS);
        }
    }
}
