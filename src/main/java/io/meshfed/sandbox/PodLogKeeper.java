package io.meshfed.sandbox;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.ObjectStore;
import io.meshfed.sandbox.api.ObjectStore.ObjectEvent;
import io.meshfed.sandbox.api.PodLogs;
import io.meshfed.sandbox.mesh.Kinds;
import io.meshfed.sandbox.mesh.Manifests;
import java.util.Map;

/** Gives every pod that runs its logs, and takes them away with it. */
record PodLogKeeper(PodLogs logs) {

    /** As long as the store lives. */
    static void keep(ObjectStore store, PodLogs logs) {
        store.onChange(new PodLogKeeper(logs)::heard);
    }

    private void heard(ObjectEvent event) {
        if (!event.type().equals(Kinds.POD)) {
            return;
        }
        Map<String, Object> pod = event.object();
        String namespace = Manifests.namespace(pod);
        String name = Manifests.name(pod);
        if (event.kind() == ObjectEvent.Kind.DELETED) {
            logs.remove(namespace, name);
        } else if (Trees.text(pod, "status", "phase").filter("Running"::equals).isPresent()) {
            Trees.objects(pod, "spec", "containers").stream()
                    .flatMap(container -> Trees.text(container, "name").stream())
                    .forEach(container -> logs.begin(namespace, name, container));
        }
    }
}
