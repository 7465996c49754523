package io.meshfed.testing;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The istiods of a federation, as far as a run must see them: after every write they bring all
 * statuses up to date, and need no time for it. Services are exported by name.
 */
public final class FakeIstiods implements RunHook {

    private final TestClusters clusters;
    private final Federation federation;
    private final SeededFederation seeded;

    public FakeIstiods(TestClusters clusters, Federation federation, SeededFederation seeded) {
        this.clusters = clusters;
        this.federation = federation;
        this.seeded = seeded;
    }

    @Override
    public synchronized void afterWrite(String cluster, Change change) {
        reconcile();
    }

    /** As istiod sees all objects now. */
    public synchronized void reconcile() {
        federation.directions().forEach(this::exports);
        for (Direction direction : federation.directions()) {
            if (handled(direction)) {
                peer(direction);
                imports(direction);
            }
        }
    }

    private RawCluster at(Direction direction) {
        return clusters.raw(direction.local().cluster().name());
    }

    /** With no roots to read, istiod makes nothing of a peer; it reads them when it first can. */
    private boolean handled(Direction direction) {
        Optional<ClusterObject> peer = at(direction).find(FederationObjects.peer(direction));
        return peer.filter(p -> p.value("status", "discoveryStatus").isPresent()).isPresent()
                || (peer.isPresent()
                        && at(direction).has(FederationObjects.injectedRoots(direction)));
    }

    private boolean connected(Direction direction) {
        return handled(direction) && handled(direction.reversed());
    }

    private void peer(Direction direction) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("pod", seeded.mesh(direction.local().name()).istiodPod());
        Map<String, Object> watch = new LinkedHashMap<>();
        watch.put("connected", connected(direction));
        watch.put("lastConnected", now);
        if (connected(direction)) {
            watch.put("lastFullSync", now);
            element.put(
                    "remotes",
                    List.of(
                            Map.of(
                                    "source",
                                    "10.77.2.10",
                                    "connected",
                                    true,
                                    "lastConnected",
                                    now)));
        } else {
            watch.put("lastDisconnectStatus", "503 Service Unavailable");
        }
        element.put("watch", watch);
        Map<String, Object> lists = new LinkedHashMap<>();
        lists.put("active", connected(direction) ? List.of(element) : List.of());
        lists.put("inactive", connected(direction) ? List.of() : List.of(element));
        at(direction)
                .mergeStatusIfThere(
                        FederationObjects.peer(direction), Map.of("discoveryStatus", lists));
    }

    private void exports(Direction direction) {
        ObjectRef ref = FederationObjects.exports(direction);
        Optional<ClusterObject> set = at(direction).find(ref);
        if (set.isPresent() && handled(direction)) {
            at(direction)
                    .mergeStatusIfThere(ref, Map.of("exportedServices", offered(direction, set)));
        }
    }

    /** Only Services that exist. */
    private List<Map<String, Object>> offered(Direction direction, Optional<ClusterObject> set) {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Map<String, Object> rule : set.map(s -> rules(s, "exportRules")).orElse(List.of())) {
            String namespace = Trees.text(rule, "nameSelector", "namespace").orElseThrow();
            String name = Trees.text(rule, "nameSelector", "name").orElseThrow();
            ObjectRef service = new ObjectRef(ResourceTypes.SERVICE, namespace, name);
            if (!at(direction).has(service)) {
                continue;
            }
            String as =
                    Trees.text(rule, "nameSelector", "alias", "name").orElse(name)
                            + "."
                            + Trees.text(rule, "nameSelector", "alias", "namespace")
                                    .orElse(namespace);
            entries.add(
                    entry(
                            as + ".svc." + direction.peerName() + "-exports.local",
                            name + "." + namespace + ".svc.cluster.local",
                            name,
                            namespace));
        }
        return entries;
    }

    private void imports(Direction direction) {
        ObjectRef ref = FederationObjects.imports(direction);
        if (!at(direction).has(ref)) {
            return;
        }
        Direction back = direction.reversed();
        List<Map<String, Object>> entries = new ArrayList<>();
        if (connected(direction)) {
            Optional<ClusterObject> set = at(back).find(FederationObjects.exports(back));
            for (Map<String, Object> each : offered(back, set)) {
                String exported = Trees.text(each, "exportedName").orElseThrow();
                String name = exported.substring(0, exported.indexOf('.'));
                String rest = exported.substring(name.length() + 1);
                String namespace = rest.substring(0, rest.indexOf('.'));
                entries.add(imported(direction, exported, name, namespace));
            }
        }
        at(direction).mergeStatusIfThere(ref, Map.of("importedServices", entries));
    }

    /** As local where a rule says so, else under the usual name. */
    private Map<String, Object> imported(
            Direction direction, String exported, String name, String namespace) {
        ClusterObject set = at(direction).get(FederationObjects.imports(direction));
        for (Map<String, Object> rule : rules(set, "importRules")) {
            boolean fits =
                    Trees.text(rule, "nameSelector", "name").filter(name::equals).isPresent();
            if (fits && Trees.flag(rule, "importAsLocal")) {
                String as = Trees.text(rule, "nameSelector", "alias", "name").orElse(name);
                String in = Trees.text(rule, "nameSelector", "alias", "namespace").orElseThrow();
                return entry(exported, as + "." + in + ".svc.cluster.local", as, in);
            }
        }
        String suffix = ".svc." + direction.peerName() + "-imports.local";
        return entry(exported, name + "." + namespace + suffix, name, namespace);
    }

    private static List<Map<String, Object>> rules(ClusterObject set, String field) {
        return set.objects("spec", field);
    }

    private static Map<String, Object> entry(
            String exportedName, String hostname, String name, String namespace) {
        Map<String, Object> local = new LinkedHashMap<>();
        local.put("hostname", hostname);
        local.put("name", name);
        local.put("namespace", namespace);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("exportedName", exportedName);
        entry.put("localService", local);
        return entry;
    }
}
