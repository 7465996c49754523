package io.meshfed.sandbox.attach;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.mesh.Kinds;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Namespaces that come to be while the controllers run. Where nothing but a sandbox runs, a new one
 * takes part in it.
 */
public final class Newcomers {

    /** What becomes of them. */
    public enum Reception {
        /** They take part when somebody puts the mark there. */
        LEFT_ALONE,
        /** They get the mark. */
        TAKEN_IN
    }

    private final RestApi api;
    private final Territory territory;
    private final Reception reception;
    private final Set<String> strangers = new HashSet<>();
    private final Set<String> ours = new HashSet<>();

    /**
     * @param there the namespaces at the start: what is nobody's among them stays so
     */
    Newcomers(
            RestApi api,
            Territory territory,
            Reception reception,
            List<Map<String, Object>> there) {
        this.api = api;
        this.territory = territory;
        this.reception = reception;
        for (Map<String, Object> namespace : there) {
            (territory.owns(namespace) ? ours : strangers).add(name(namespace));
        }
    }

    /**
     * @return whether it takes part from now on, so that all that is in it is news
     */
    synchronized boolean joins(Map<String, Object> namespace) {
        return territory.owns(namespace) && ours.add(name(namespace));
    }

    synchronized void gone(Map<String, Object> namespace) {
        ours.remove(name(namespace));
        strangers.remove(name(namespace));
    }

    /** Puts the mark on what has none and is new. */
    void receive(List<Map<String, Object>> namespaces) {
        if (reception == Reception.TAKEN_IN) {
            namespaces.stream().filter(this::isNew).forEach(this::mark);
        }
    }

    private synchronized boolean isNew(Map<String, Object> namespace) {
        return Territory.owner(namespace).isEmpty()
                && Trees.value(namespace, "metadata", "deletionTimestamp").isEmpty()
                && !strangers.contains(name(namespace));
    }

    private void mark(Map<String, Object> namespace) {
        Answer answer =
                api.send(
                        "PATCH",
                        RestApi.path(Kinds.NAMESPACE, "", name(namespace)),
                        "application/merge-patch+json",
                        Json.write(
                                Map.of(
                                        "metadata",
                                        Map.of(
                                                "labels",
                                                Map.of(Territory.MARK, territory.federation())))));
        if (!answer.missing()) {
            answer.requireOk();
        }
    }

    private static String name(Map<String, Object> namespace) {
        return Trees.text(namespace, "metadata", "name").orElse("");
    }
}
