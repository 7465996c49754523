package io.meshfed.sandbox.mesh;

import io.meshfed.sandbox.api.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * All meshes of a sandbox, on all its clusters, and the network between them. Everything in it
 * happens on the one thread of its clock.
 */
public final class MeshWorld implements AutoCloseable {

    private static final long LIMIT_SECONDS = 5;

    private final MeshClock clock;
    private final WorldOptions options;
    private final List<ClusterPlane> clusters = new ArrayList<>();
    private final AddressBook addresses = new AddressBook(this);
    private final Streams streams;
    private final DiscoveryPath path = new DiscoveryPath(this);
    private final Outlets outlets = new Outlets();
    private final Set<Wrong> wrong = ConcurrentHashMap.newKeySet();
    private final List<Runnable> followers = new ArrayList<>();
    private boolean moving;

    private record Wrong(String meshName, MeshFault fault) {}

    public MeshWorld(MeshClock clock, WorldOptions options) {
        this.clock = clock;
        this.options = options;
        this.streams = new Streams(clock);
    }

    /** Lets controllers run behind a cluster; they take up what is in its store already. */
    public void add(String name, Outlets.Flavour flavour, ObjectStore store) {
        clock.run(
                () -> {
                    ClusterPlane cluster =
                            new ClusterPlane(this, name, flavour, clusters.size() + 1, store);
                    clusters.add(cluster);
                    cluster.start();
                });
    }

    /** What a test can do to one mesh from outside the API. */
    public MeshHandle mesh(String cluster, String namespace) {
        return new MeshHandle(this, cluster + "/" + namespace);
    }

    boolean has(String meshName, MeshFault fault) {
        return wrong.contains(new Wrong(meshName, fault));
    }

    void set(String meshName, MeshFault fault, boolean on) {
        if (on) {
            wrong.add(new Wrong(meshName, fault));
        } else {
            wrong.remove(new Wrong(meshName, fault));
        }
    }

    /**
     * Calls back, on the clock, when the ways between meshes, or what istiods know of each other,
     * may have changed.
     */
    public void onMove(Runnable follower) {
        clock.run(() -> followers.add(follower));
    }

    /** The meshes of one cluster as they are now. To be called on the clock. */
    public List<MeshState> states(String cluster) {
        return clusters.stream()
                .filter(plane -> plane.name().equals(cluster))
                .flatMap(plane -> new MeshStates(this).of(plane).stream())
                .toList();
    }

    /** However much happens in a moment, followers hear of it once. */
    void moved() {
        if (!followers.isEmpty() && !moving) {
            moving = true;
            clock.run(
                    () -> {
                        moving = false;
                        followers.forEach(Runnable::run);
                    });
        }
    }

    Optional<ControlPlane> find(String meshName) {
        return clusters.stream()
                .flatMap(cluster -> cluster.controlPlanes().stream())
                .filter(mesh -> mesh.meshName().equals(meshName))
                .findFirst();
    }

    List<Gateway> gateways() {
        return clusters.stream()
                .flatMap(cluster -> cluster.controlPlanes().stream())
                .flatMap(mesh -> mesh.gateways().stream())
                .toList();
    }

    Optional<Gateway> gatewayIn(ClusterPlane cluster, String namespace, String name) {
        return cluster.controlPlanes().stream()
                .filter(mesh -> mesh.namespace().equals(namespace))
                .flatMap(mesh -> mesh.gateway(name).stream())
                .findFirst();
    }

    MeshClock clock() {
        return clock;
    }

    WorldOptions options() {
        return options;
    }

    AddressBook addresses() {
        return addresses;
    }

    Streams streams() {
        return streams;
    }

    DiscoveryPath path() {
        return path;
    }

    Outlets outlets() {
        return outlets;
    }

    /** The controllers listen to nothing any more when this returns. The clock is not theirs. */
    @Override
    public void close() {
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        clock.run(
                () -> {
                    clusters.forEach(ClusterPlane::stop);
                    stopped.complete(true);
                });
        stopped.completeOnTimeout(false, LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
