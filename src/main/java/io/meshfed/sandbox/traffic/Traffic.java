package io.meshfed.sandbox.traffic;

import io.meshfed.model.ServiceName;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.MeshClock;
import io.meshfed.sandbox.mesh.MeshState.MeshKey;
import io.meshfed.sandbox.mesh.MeshWorld;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/**
 * The requests of a sandbox: proxies that follow the objects in the API servers, with the delay of
 * a mesh, and the door through which requests come in.
 */
public final class Traffic implements AutoCloseable {

    /**
     * A pod that is deleted answers as long as a sidecar drains, so that proxies hear of it first.
     */
    private static final Duration DRAINS = Duration.ofSeconds(5);

    private final MeshWorld world;
    private final MeshClock clock;

    /** Filled on the clock's thread, and closed on any other. */
    private final Map<String, ClusterTraffic> clusters = new ConcurrentSkipListMap<>();

    private final Set<String> alive = ConcurrentHashMap.newKeySet();
    private final Latencies latencies = new Latencies();
    private final Tally tally = new Tally();
    private final Memory memory;
    private final Function<MeshKey, String> names;
    private final Requests requests;
    private Optional<FrontDoor> door = Optional.empty();
    private volatile Live live = Live.NOTHING;

    /**
     * @param names what answers call a mesh
     */
    public Traffic(
            MeshWorld world, MeshClock clock, Function<MeshKey, String> names, AccessLog log) {
        this.world = world;
        this.clock = clock;
        this.names = names;
        this.memory = new Memory(clock);
        this.requests = new Requests(() -> live, alive, latencies, log, tally);
        world.onMove(() -> clusters.values().forEach(ClusterTraffic::moved));
    }

    /**
     * Lets requests in.
     *
     * @param port of this machine; 0 for any that is free
     * @throws FederationException INPUT when somebody listens there already
     */
    public void listen(int port) {
        door = Optional.of(new FrontDoor(port, requests, tally));
    }

    Answer answer(Inbound request) {
        return requests.answer(request);
    }

    /** Follows the objects of one more cluster of the world. */
    public void add(String cluster, ObjectStore store) {
        ObjectStore.Subscription subscription =
                store.onChange(
                        event -> {
                            follow(cluster, store, event);
                            clock.run(() -> take(cluster, event));
                        });
        clock.run(
                () -> {
                    store.list(Kinds.POD, "").forEach(pod -> follow(cluster, pod));
                    clusters.put(cluster, new ClusterTraffic(this, cluster, store, subscription));
                    clusters.get(cluster).moved();
                });
    }

    /** What is heard of before the objects are read is read with them. */
    private void take(String cluster, ObjectEvent event) {
        Optional.ofNullable(clusters.get(cluster)).ifPresent(known -> known.take(event));
    }

    private void follow(String cluster, ObjectStore store, ObjectEvent event) {
        if (event.type().equals(Kinds.POD)) {
            Map<String, Object> pod = event.object();
            Optional<Map<String, Object>> now =
                    store.get(Kinds.POD, Followed.namespace(pod), Followed.name(pod));
            now.ifPresentOrElse(
                    found -> follow(cluster, found),
                    () -> clock.after(DRAINS, () -> alive.remove(Pods.id(cluster, pod))));
        }
    }

    private void follow(String cluster, Map<String, Object> pod) {
        if (Pods.ready(pod)) {
            alive.add(Pods.id(cluster, pod));
        }
    }

    /** Requests that come from now on see what all clusters know by now. */
    void publish() {
        live = ClusterTraffic.together(clusters.values(), this);
    }

    Optional<Map<String, Object>> service(String cluster, ServiceName name) {
        return Optional.ofNullable(clusters.get(cluster)).flatMap(found -> found.service(name));
    }

    /** Where Routes answer, once it listens. */
    public InetSocketAddress address() {
        return door.orElseThrow().address();
    }

    /** Each request between these clusters takes so much longer, in wall time. */
    public void latency(String one, String other, long millis) {
        latencies.set(one, other, millis);
    }

    /** How many requests workloads of a mesh have been asked, copies aside. */
    public long requests(String mesh) {
        return tally.of(mesh, false);
    }

    /** How many copies of requests they have been sent. */
    public long copies(String mesh) {
        return tally.of(mesh, true);
    }

    MeshWorld world() {
        return world;
    }

    MeshClock clock() {
        return clock;
    }

    Memory memory() {
        return memory;
    }

    String name(MeshKey mesh) {
        return names.apply(mesh);
    }

    /** Nobody listens any more when this returns. */
    @Override
    public void close() {
        clusters.values().forEach(ClusterTraffic::close);
        door.ifPresent(FrontDoor::close);
    }
}
