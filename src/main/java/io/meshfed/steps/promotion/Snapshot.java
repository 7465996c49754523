package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Fingerprint;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the clusters held before a promotion, as it is stored for the way back.
 *
 * @param plan digest of the plan that it was made for
 * @param facts of that plan
 */
public record Snapshot(String plan, SortedMap<String, String> facts, List<Kept> objects) {

    private static final String FORMAT = "meshfed snapshot 1";

    /**
     * One object.
     *
     * @param mesh name of the mesh in whose cluster it is
     */
    public record Kept(String mesh, ObjectRef ref, Touched.Role role, Before before) {
        public Kept {
            requireNonNull(mesh);
            requireNonNull(ref);
            requireNonNull(role);
            requireNonNull(before);
        }

        static Kept of(Touched touched) {
            return new Kept(touched.mesh().name(), touched.ref(), touched.role(), touched.before());
        }
    }

    public Snapshot {
        requireNonNull(plan);
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        objects = List.copyOf(objects);
    }

    /** {@code sha256:} and the SHA-256 of the {@linkplain #text() text}. */
    public String digest() {
        return digest(text());
    }

    static String digest(String text) {
        return "sha256:" + Fingerprint.of(text);
    }

    /** What the object was; empty when the promotion does not touch it. */
    public Optional<Before> before(Mesh mesh, ObjectRef ref) {
        return objects.stream()
                .filter(kept -> kept.mesh().equals(mesh.name()) && kept.ref().equals(ref))
                .map(Kept::before)
                .findFirst();
    }

    List<Kept> of(Touched.Role role) {
        return objects.stream().filter(kept -> kept.role() == role).toList();
    }

    /** The pattern that stood for a service; none when nothing of ours did. */
    public TrafficPattern pattern(Mesh mesh, ObjectRef virtualService) {
        return before(mesh, virtualService)
                .flatMap(Before::found)
                .flatMap(Routing::patternOf)
                .orElse(TrafficPattern.NONE);
    }

    /** The same for equal snapshots. */
    public String text() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("plan", plan);
        tree.put("facts", facts);
        tree.put("objects", objects.stream().map(Snapshot::tree).toList());
        return CanonicalJson.of(tree);
    }

    private static Map<String, Object> tree(Kept kept) {
        ResourceType type = kept.ref().type();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mesh", kept.mesh());
        tree.put("role", kept.role().name());
        tree.put("group", type.group());
        tree.put("version", type.version());
        tree.put("kind", type.kind());
        tree.put("plural", type.plural());
        tree.put("namespaced", type.namespaced());
        tree.put("namespace", kept.ref().namespace());
        tree.put("name", kept.ref().name());
        kept.before().found().ifPresent(object -> tree.put("object", object.tree()));
        return tree;
    }

    /**
     * @return empty when it is no text that {@link #text} writes
     */
    public static Optional<Snapshot> parse(String text) {
        try {
            Map<String, Object> tree = Json.readObject(text.getBytes(StandardCharsets.UTF_8));
            if (!FORMAT.equals(tree.get("format"))) {
                return Optional.empty();
            }
            SortedMap<String, String> facts = new TreeMap<>();
            Trees.object(tree.get("facts"))
                    .forEach((name, value) -> facts.put(name, String.valueOf(value)));
            List<Kept> objects = new ArrayList<>();
            for (Map<String, Object> each : Trees.objects(tree.get("objects"))) {
                objects.add(kept(each));
            }
            return Optional.of(new Snapshot(text(tree, "plan"), facts, objects))
                    .filter(read -> read.text().equals(text));
        } catch (IOException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    private static Kept kept(Map<String, Object> tree) {
        ResourceType type =
                new ResourceType(
                        text(tree, "group"),
                        text(tree, "version"),
                        text(tree, "kind"),
                        text(tree, "plural"),
                        Trees.flag(tree, "namespaced"));
        ObjectRef ref = new ObjectRef(type, text(tree, "namespace"), text(tree, "name"));
        Optional<ClusterObject> object =
                Optional.ofNullable(tree.get("object"))
                        .map(found -> new ClusterObject(ref, Trees.object(found)));
        return new Kept(
                text(tree, "mesh"),
                ref,
                Touched.Role.valueOf(text(tree, "role")),
                object.<Before>map(Before.There::new).orElseGet(Before.Absent::new));
    }

    private static String text(Map<String, Object> tree, String key) {
        return Trees.text(tree, key)
                .orElseThrow(() -> new IllegalArgumentException("a snapshot without " + key));
    }
}
