package io.meshfed.cluster;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Looks at objects: always at what is stored, never at a cache that may be behind. */
final class Reads {

    private static final int PAGE = 500;
    private static final int RESTARTS = 3;

    /** Up to here single reads cost no more than a list, and need fewer rights. */
    private static final int FEW = 3;

    private final ApiClient client;
    private final Refusals refusals;
    private final Parallel parallel;

    Reads(ApiClient client, Refusals refusals, Parallel parallel) {
        this.client = client;
        this.refusals = refusals;
        this.parallel = parallel;
    }

    Optional<ClusterObject> find(ObjectRef ref) {
        ResourceType type = ref.type();
        AccessRule asks =
                new AccessRule("get", type.group(), type.plural(), ref.namespace(), ref.name());
        ApiCall call = ApiCall.read(asks, ResourcePath.of(ref));
        ApiAnswer answer = client.call(call);
        if (answer.ok()) {
            return Optional.of(new ClusterObject(ref, new KeptTrees().of(answer.tree())));
        }
        if (answer.objectMissing()) {
            return Optional.empty();
        }
        throw refusals.of(call, answer);
    }

    Observation findAll(ResourceType type, String namespace, Collection<String> names) {
        TreeSet<String> wanted = new TreeSet<>(names);
        if (wanted.size() <= FEW) {
            return findEach(type, namespace, wanted);
        }
        try {
            Map<String, ClusterObject> found = new TreeMap<>();
            for (ClusterObject object : list(type, namespace, "")) {
                if (wanted.contains(object.ref().name())) {
                    found.put(object.ref().name(), object);
                }
            }
            return new Observation(found);
        } catch (FederationException refused) {
            if (refused.errorClass() != ErrorClass.AUTH) {
                throw refused;
            }
            // Roles that follow the principle of least privilege allow get on names, and no list.
            return findEach(type, namespace, wanted);
        }
    }

    private Observation findEach(ResourceType type, String namespace, Collection<String> names) {
        List<Supplier<Optional<ClusterObject>>> reads = new ArrayList<>();
        for (String name : names) {
            reads.add(() -> find(new ObjectRef(type, namespace, name)));
        }
        Map<String, ClusterObject> found = new TreeMap<>();
        for (Optional<ClusterObject> object : parallel.all(reads)) {
            object.ifPresent(present -> found.put(present.ref().name(), present));
        }
        return new Observation(found);
    }

    List<ClusterObject> list(ResourceType type, String namespace, String labelSelector) {
        for (int attempt = 1; ; attempt++) {
            Optional<List<ClusterObject>> whole = pages(type, namespace, labelSelector);
            if (whole.isPresent()) {
                return whole.get();
            }
            if (attempt == RESTARTS) {
                throw client.errors()
                        .failure(
                                ErrorClass.TRANSIENT,
                                "the list of %s changed faster than it could be read"
                                        .formatted(type.qualifiedPlural()),
                                "Start again.");
            }
        }
    }

    /** Empty when the server forgot where we were, which a busy one does after five minutes. */
    private Optional<List<ClusterObject>> pages(
            ResourceType type, String namespace, String labelSelector) {
        AccessRule asks = new AccessRule("list", type.group(), type.plural(), namespace, "");
        List<ClusterObject> objects = new ArrayList<>();
        String next = "";
        do {
            String query = "?limit=" + PAGE + part("labelSelector", labelSelector);
            ApiCall call =
                    ApiCall.read(
                            asks,
                            ResourcePath.of(type, namespace) + query + part("continue", next));
            ApiAnswer answer = client.call(call);
            if (answer.status() == 410) {
                return Optional.empty();
            }
            if (!answer.ok()) {
                throw refusals.of(call, answer);
            }
            KeptTrees kept = new KeptTrees();
            Trees.objects(answer.tree(), "items")
                    .forEach(item -> add(type, kept.of(named(type, item)), objects));
            next = Trees.text(answer.tree(), "metadata", "continue").orElse("");
        } while (!next.isEmpty());
        return Optional.of(List.copyOf(objects));
    }

    private static String part(String key, String value) {
        return value.isEmpty() ? "" : "&" + key + "=" + ResourcePath.query(value);
    }

    /** The elements of a list lack the apiVersion and kind that stand on the list. */
    private static Map<String, Object> named(ResourceType type, Map<String, Object> item) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", type.apiVersion());
        tree.put("kind", type.kind());
        tree.putAll(item);
        return tree;
    }

    /** Names go into messages as they are, so one that a terminal would obey is none. */
    private static void add(
            ResourceType type, Map<String, Object> item, List<ClusterObject> objects) {
        String name = Trees.text(item, "metadata", "name").orElse("");
        String namespace = Trees.text(item, "metadata", "namespace").orElse("");
        if (name.isEmpty()
                || type.namespaced() == namespace.isEmpty()
                || !plain(name + namespace)) {
            return;
        }
        objects.add(new ClusterObject(new ObjectRef(type, namespace, name), item));
    }

    private static boolean plain(String name) {
        return SafeText.of(name).equals(name);
    }
}
