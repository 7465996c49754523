package io.meshfed.sandbox.traffic;

import io.meshfed.model.ServiceName;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshState;
import io.meshfed.sandbox.mesh.MeshState.Imported;
import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshState.Way;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the proxies and the router of one cluster know, and when they learn something new. */
final class ClusterTraffic {

    /** From the change of an object until proxies act by it. */
    static final Duration PUSH = Duration.ofSeconds(1);

    private final Traffic traffic;
    private final String cluster;
    private final ObjectStore.Subscription subscription;
    private final Followed objects;
    private final Map<MeshKey, Proxies> proxies = new HashMap<>();
    private final Map<MeshKey, MeshState> told = new HashMap<>();

    /** What istiods know of the ports of imported Services, also when the way is cut. */
    private final Map<String, Set<Integer>> ports = new HashMap<>();

    private Map<String, List<Door>> doors = Map.of();
    private List<MeshState> meshes = List.of();
    private boolean asked;

    ClusterTraffic(
            Traffic traffic,
            String cluster,
            ObjectStore store,
            ObjectStore.Subscription subscription) {
        this.traffic = traffic;
        this.cluster = cluster;
        this.subscription = subscription;
        this.objects = Followed.in(store);
    }

    void take(ObjectEvent event) {
        if (objects.take(event)) {
            told.clear();
            pushSoon();
        }
    }

    /** What gets through changes at once; what proxies are told, a moment later. */
    void moved() {
        meshes = traffic.world().states(cluster);
        traffic.publish();
        pushSoon();
    }

    private void pushSoon() {
        if (!asked) {
            asked = true;
            traffic.clock().after(PUSH, this::push);
        }
    }

    private void push() {
        asked = false;
        meshes = traffic.world().states(cluster);
        Pods pods = new Pods(cluster, objects);
        proxies.keySet().retainAll(meshes.stream().map(MeshState::key).toList());
        for (MeshState mesh : meshes) {
            // What a frozen mesh misses, it hears of when it thaws: that is a move.
            if (!mesh.frozen() && !mesh.equals(told.get(mesh.key()))) {
                told.put(mesh.key(), mesh);
                proxies.put(
                        mesh.key(),
                        Proxies.compile(mesh, pods, traffic.memory(), taken -> ports(mesh, taken)));
            }
        }
        doors = new Doors(pods, meshes, traffic.memory()).open();
        traffic.publish();
    }

    private Set<Integer> ports(MeshState mesh, Imported taken) {
        String name = mesh.key() + "|" + taken.exportedName();
        Optional<Way> way = Optional.ofNullable(mesh.ways().get(taken.peer()));
        way.flatMap(found -> service(found, taken))
                .ifPresent(service -> ports.put(name, Registry.ports(service)));
        return ports.getOrDefault(name, Set.of());
    }

    private Optional<Map<String, Object>> service(Way way, Imported taken) {
        return Optional.ofNullable(way.served().get(taken.exportedName()))
                .flatMap(name -> traffic.service(way.target().cluster(), name));
    }

    Optional<Map<String, Object>> service(ServiceName name) {
        return objects.get(Kinds.SERVICE, name.namespace(), name.name());
    }

    /** All clusters at this moment. */
    static Live together(Collection<ClusterTraffic> all, Traffic traffic) {
        Map<String, List<Door>> doors = new HashMap<>();
        Map<MeshKey, Proxies> proxies = new HashMap<>();
        Map<MeshKey, Map<String, Way>> ways = new HashMap<>();
        Map<String, String> meshes = new HashMap<>();
        for (ClusterTraffic each : all) {
            each.doors.forEach(doors::putIfAbsent);
            proxies.putAll(each.proxies);
            for (MeshState mesh : each.meshes) {
                ways.put(mesh.key(), mesh.ways());
                mesh.namespaces()
                        .forEach(
                                namespace ->
                                        meshes.putIfAbsent(
                                                each.cluster + "/" + namespace,
                                                traffic.name(mesh.key())));
            }
        }
        return new Live(doors, proxies, ways, meshes);
    }

    void close() {
        subscription.close();
    }
}
