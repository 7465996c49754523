package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.resource.DrillMemory;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.testing.Yaml;
import io.meshfed.traffic.LocalService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * S8: the way back is written down before anything is changed, stays as it is, and goes only when
 * all is back; S5 of workloads, which are users': only how many pods they have is ours to say.
 */
final class DrillRule {

    private static final String CLUSTER = "aro";

    private final World world;

    DrillRule(World world) {
        this.world = world;
    }

    static boolean memory(String cluster, Stored change) {
        return cluster.equals(CLUSTER) && change.key().equals(Plan.key(Drilled.MEMORY));
    }

    static boolean workload(String cluster, Stored change) {
        return cluster.equals(CLUSTER) && change.key().equals(Plan.key(Drilled.WORKLOAD));
    }

    List<String> ofMemory(Stored change) {
        if (!change.before().isEmpty() && !change.after().isEmpty()) {
            return List.of("S8: the memory of a drill is written over");
        }
        boolean begins = change.before().isEmpty();
        Map<String, Object> tree = begins ? change.after() : change.before();
        Optional<DrillMemory> memory = DrillMemory.of(new ClusterObject(Drilled.MEMORY, tree));
        if (memory.isEmpty()) {
            return List.of("S13: a torn memory: " + tree);
        }
        List<String> problems = new ArrayList<>();
        if (!memory.get().workloads().containsValue((int) replicas(workload()))) {
            problems.add("S8: %s is remembered, and %s stands".formatted(tree, workload()));
        }
        if (!memory.get().pattern().equals(pattern())) {
            problems.add("S8: %s is remembered, and %s stands".formatted(tree, pattern()));
        }
        return problems;
    }

    /** Of a command that gives a workload a number of pods. */
    List<String> ofWorkload(Sent request, Stored change, boolean drill) {
        List<String> problems = new ArrayList<>();
        Map<String, Object> meant = Yaml.one(request.body());
        String version = Trees.text(meant, "metadata", "resourceVersion").orElse("");
        boolean seen =
                version.equals(
                        Trees.text(change.before(), "metadata", "resourceVersion").orElse("-"));
        if (!request.path().contains("/scale?") || !seen) {
            problems.add("S11: a workload is written other than as it was seen");
        }
        if (!lasting(change.before()).equals(lasting(change.after()))) {
            problems.add("S5: more than the number of pods changed");
        }
        if (drill && find(Drilled.MEMORY).isEmpty()) {
            problems.add("S8: scaled before it was written down");
        }
        if (drill && replicas(change.after()) == 0 && !pattern().startsWith("failover")) {
            problems.add("S1: taken away while nobody stands in for it");
        }
        return problems;
    }

    /** Of a write to our VirtualService in a drill: who is gone is not sent requests. */
    List<String> ofRoute(Stored change) {
        boolean home =
                pattern(change.before()).startsWith("failover")
                        && !pattern(change.after()).startsWith("failover");
        boolean nobody =
                number(workload(), "status", "availableReplicas").orElse(0L) < Drilled.SCALED;
        List<String> problems = new ArrayList<>();
        if (find(Drilled.MEMORY).isEmpty()) {
            problems.add("S8: routed before it was written down");
        }
        if (home && nobody) {
            problems.add("S1: requests are led home before there is somebody");
        }
        return problems;
    }

    private static Map<String, Object> lasting(Map<String, Object> object) {
        Map<String, Object> all = new TreeMap<>(object);
        Map<String, Object> spec = new TreeMap<>(Trees.object(object.get("spec")));
        Map<String, Object> metadata = new TreeMap<>(Trees.object(object.get("metadata")));
        spec.remove("replicas");
        List.of("managedFields", "generation", "resourceVersion").forEach(metadata::remove);
        all.put("spec", spec);
        all.put("metadata", metadata);
        return all;
    }

    private static long replicas(Map<String, Object> workload) {
        return number(workload, "spec", "replicas").orElse(1L);
    }

    private static Optional<Long> number(Map<String, Object> object, String... path) {
        return new ClusterObject(Drilled.WORKLOAD, object).number(path);
    }

    private Map<String, Object> workload() {
        return find(Drilled.WORKLOAD).orElse(Map.of());
    }

    private String pattern() {
        return find(LocalService.virtualService(Visitors.SERVICE))
                .map(DrillRule::pattern)
                .orElse("none");
    }

    private static String pattern(Map<String, Object> service) {
        return Trees.text(service, "metadata", "annotations", "meshfed.io/pattern").orElse("");
    }

    private Optional<Map<String, Object>> find(ObjectRef ref) {
        return Optional.ofNullable(world.api(CLUSTER).latest().get(Plan.key(ref)))
                .map(Stored::after)
                .filter(object -> !object.isEmpty());
    }
}
