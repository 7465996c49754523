package io.meshfed.sandbox.workload;

import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.mesh.MeshClock;
import java.util.ArrayList;
import java.util.List;

/** All of them, for one cluster after the other. They stop listening when this is closed. */
public final class WorkloadControllers implements AutoCloseable {

    private final MeshClock clock;
    private final List<ObjectStore.Subscription> subscriptions = new ArrayList<>();

    public WorkloadControllers(MeshClock clock) {
        this.clock = clock;
    }

    /** Takes up what is in the store already. */
    public void run(String cluster, ObjectStore store) {
        Site site = new Site(cluster, store, clock);
        for (Controller controller :
                List.of(
                        new RouteController(site),
                        new EndpointsController(site),
                        new SubscriptionController(site),
                        new JobController(site))) {
            subscriptions.add(store.onChange(event -> hear(controller, event)));
            clock.run(() -> begin(controller, store));
        }
    }

    private void hear(Controller controller, ObjectEvent event) {
        if (follows(controller, event.type())) {
            clock.run(() -> controller.changed(event));
        }
    }

    /** Whatever version of the kind was written. */
    private static boolean follows(Controller controller, ResourceType type) {
        return controller.follows().stream()
                .anyMatch(each -> each.qualifiedPlural().equals(type.qualifiedPlural()));
    }

    private static void begin(Controller controller, ObjectStore store) {
        for (ResourceType type : controller.follows()) {
            for (var object : store.list(type, "")) {
                controller.changed(new ObjectEvent(ObjectEvent.Kind.ADDED, type, object));
            }
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(ObjectStore.Subscription::close);
    }
}
