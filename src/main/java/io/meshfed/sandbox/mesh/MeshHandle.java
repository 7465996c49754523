package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What can happen to a mesh from outside its API: failures of the network and of machines, and a
 * change of its root. Each call has taken effect when it returns. Calls for a mesh that is not
 * there fail.
 */
public final class MeshHandle {

    private static final long LIMIT_SECONDS = 10;

    private final MeshWorld world;
    private final String meshName;

    MeshHandle(MeshWorld world, String meshName) {
        this.world = world;
        this.meshName = meshName;
    }

    /** Packets from this mesh to the other's gateways vanish. */
    public void block(MeshHandle other) {
        run(
                mesh -> {
                    world.addresses().block(meshName, other.meshName);
                    world.streams()
                            .cut(
                                    stream ->
                                            stream.crossing().egress().mesh() == mesh
                                                    && stream.crossing()
                                                            .ingress()
                                                            .mesh()
                                                            .meshName()
                                                            .equals(other.meshName),
                                    Duration.ofSeconds(1));
                    mesh.gateways().forEach(Gateway::dropCrossings);
                });
    }

    /**
     * Somebody's own balancer: this address and port lead to that gateway, as soon as it is there.
     */
    public void lead(String address, int port, String gateway) {
        world.clock().run(() -> world.addresses().lead(address, port, meshName, gateway));
    }

    /** Ends {@link #block}. */
    public void unblock(MeshHandle other) {
        run(mesh -> world.addresses().unblock(meshName, other.meshName));
    }

    /** The pod of the gateway is gone, and nothing brings it back but {@link #startGateway}. */
    public void killGateway(String gateway) {
        run(mesh -> mesh.gateway(gateway).orElseThrow().stop());
    }

    /** Also after a kill: the gateway gets a certificate from the root of this moment. */
    public void startGateway(String gateway) {
        run(
                mesh -> {
                    Gateway found = mesh.gateway(gateway).orElseThrow();
                    world.clock().after(Duration.ofSeconds(1), found::start);
                });
    }

    /** Names of the istiods that run, sorted. */
    public List<String> istiodPods() {
        return ask(mesh -> mesh.istiods().stream().map(Istiod::pod).toList());
    }

    /** Whether all that its control plane asks for runs now, whatever a status of before says. */
    public boolean runs() {
        return answer(
                        () ->
                                world.find(meshName)
                                        .filter(mesh -> mesh.cluster().operator().complete(mesh)))
                .isPresent();
    }

    /** Whether an unreachable peer holds up all istiods of the mesh by now: no status says so. */
    public boolean frozen() {
        return ask(mesh -> mesh.istiods().stream().allMatch(Istiod::frozen));
    }

    /** Without a good-bye: its lease has to run out. The Deployment starts another pod. */
    public void killIstiod(String pod) {
        run(mesh -> mesh.cluster().rollouts().kill(mesh.namespace(), pod));
    }

    /** In peace, and no other pod is started in its place. */
    public void retireIstiod(String pod) {
        run(mesh -> mesh.cluster().rollouts().retire(mesh.namespace(), pod));
    }

    /**
     * The mesh gets a new root. Its own ConfigMaps have it at once; gateways keep the certificates
     * that they have until they are started anew.
     */
    public void renewRoot() {
        run(
                mesh -> {
                    mesh.renewRoot();
                    mesh.cluster().rootCertificates().restoreAll();
                });
    }

    /** The root certificate of the mesh as PEM. */
    public String root() {
        return ask(ControlPlane::rootPem);
    }

    /**
     * From now on, or, when it is called before the mesh is there, from its first moment. Ending a
     * fault lets what it held up go on.
     */
    public void set(MeshFault fault, boolean on) {
        world.set(meshName, fault, on);
        world.clock().run(() -> world.find(meshName).ifPresent(MeshHandle::lookAgain));
    }

    private static void lookAgain(ControlPlane mesh) {
        mesh.cluster().operator().check(mesh);
        mesh.gateways()
                .forEach(
                        gateway ->
                                mesh.cluster()
                                        .serviceAddresses()
                                        .reconcile(mesh.namespace(), gateway.name()));
    }

    private void run(Consumer<ControlPlane> change) {
        ask(
                mesh -> {
                    change.accept(mesh);
                    world.moved();
                    return true;
                });
    }

    private <T> T ask(Function<ControlPlane, T> question) {
        return answer(() -> question.apply(world.find(meshName).orElseThrow()));
    }

    private <T> T answer(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        world.clock()
                .run(
                        () -> {
                            try {
                                answer.complete(question.get());
                            } catch (RuntimeException refused) {
                                answer.completeExceptionally(refused);
                            }
                        });
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new IllegalArgumentException("mesh " + meshName, refused.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("the sandbox does not answer for " + meshName, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
