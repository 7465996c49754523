package io.meshfed.sandbox;

import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.GatewayMode;
import io.meshfed.model.Mesh;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.mesh.Kinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether the meshes of a sandbox are up. */
final class Readiness {

    private final Federation federation;
    private final Map<String, ? extends ObjectStore> stores;
    private final Predicate<Mesh> runs;

    /**
     * @param runs whether a mesh runs by now, for stores that hold statuses of an earlier life
     */
    Readiness(
            Federation federation,
            Map<String, ? extends ObjectStore> stores,
            Predicate<Mesh> runs) {
        this.federation = federation;
        this.runs = runs;
        this.stores = stores;
    }

    void await(Duration limit) {
        Semaphore changed = new Semaphore(1);
        List<ObjectStore.Subscription> subscriptions =
                stores.values().stream()
                        .map(store -> store.onChange(event -> changed.release()))
                        .toList();
        try {
            long end = System.nanoTime() + limit.toNanos();
            for (Need need : needs()) {
                // What was met once stays met, so each change costs one look and not hundreds.
                while (!need.met().getAsBoolean()) {
                    if (!changed.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        throw late(limit);
                    }
                    changed.drainPermits();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FederationException(
                    ErrorClass.INTERRUPTED, "the start of the sandbox was interrupted", "");
        } finally {
            subscriptions.forEach(ObjectStore.Subscription::close);
        }
    }

    private FederationException late(Duration limit) {
        return new FederationException(
                ErrorClass.WAIT,
                "the sandbox is not ready after %d s".formatted(limit.toSeconds()),
                "Give it more time, or look at what is missing.",
                needs().stream()
                        .filter(need -> !need.met().getAsBoolean())
                        .map(Need::text)
                        .toList(),
                null);
    }

    private record Need(String text, BooleanSupplier met) {}

    /** In a fixed order. */
    private List<Need> needs() {
        return Stream.concat(
                        federation.meshes().stream().map(this::controlPlane),
                        federation.directions().stream()
                                .filter(this::needsAddress)
                                .map(this::address))
                .toList();
    }

    private Need controlPlane(Mesh mesh) {
        return new Need(
                "the control plane of mesh '%s' is not Ready".formatted(mesh.name()),
                () -> ready(mesh));
    }

    private Need address(Direction direction) {
        return new Need(
                "gateway '%s' of mesh '%s' has no address"
                        .formatted(direction.ingressName(), direction.local().name()),
                () -> addressed(direction));
    }

    private boolean ready(Mesh mesh) {
        Optional<Map<String, Object>> smcp =
                find(mesh).get(Kinds.CONTROL_PLANE, mesh.namespace(), mesh.controlPlane());
        boolean root =
                find(mesh)
                        .get(Kinds.CONFIG_MAP, mesh.namespace(), mesh.rootConfigMap())
                        .isPresent();
        return root && smcp.filter(Readiness::ready).isPresent() && runs.test(mesh);
    }

    private static boolean ready(Map<String, Object> smcp) {
        boolean current =
                Objects.equals(
                        Trees.value(smcp, "metadata", "generation"),
                        Trees.value(smcp, "status", "observedGeneration"));
        return current
                && Trees.objects(smcp, "status", "conditions").stream()
                        .filter(condition -> "Ready".equals(condition.get("type")))
                        .anyMatch(condition -> "True".equals(condition.get("status")));
    }

    private boolean needsAddress(Direction direction) {
        return direction.local().gateways() == GatewayMode.EXISTING
                && ControlPlaneSeed.serviceType(direction).equals("LoadBalancer");
    }

    private boolean addressed(Direction direction) {
        return find(direction.local())
                .get(Kinds.SERVICE, direction.local().namespace(), direction.ingressName())
                .filter(s -> !Trees.objects(s, "status", "loadBalancer", "ingress").isEmpty())
                .isPresent();
    }

    private ObjectStore find(Mesh mesh) {
        return stores.get(mesh.cluster().name());
    }
}
