package io.meshfed.sandbox.mesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of one Deployment, in the order of their age. */
final class Rollout {

    private record Pod(String revision, boolean ready) {}

    private final String namespace;
    private final String name;
    private final PodRole role;
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private Map<String, Object> template = Map.of();
    private long replicas;

    Rollout(String namespace, String name, PodRole role) {
        this.namespace = namespace;
        this.name = name;
        this.role = role;
    }

    void want(long wantedReplicas, Map<String, Object> wantedTemplate) {
        replicas = wantedReplicas;
        template = wantedTemplate;
    }

    void oneLess() {
        replicas--;
    }

    /** What stands in the names of the pods of one template. */
    String revision() {
        return "%08x".formatted(template.hashCode());
    }

    /** One more than wanted while old ones are replaced, and never two that are not ready. */
    boolean needsPod() {
        long current = updated();
        boolean busy = pods.values().stream().anyMatch(pod -> !pod.ready());
        return pods.size() < replicas || (current < replicas && pods.size() == replicas && !busy);
    }

    /** An old pod first; none before its successor is ready. */
    Optional<String> surplus() {
        boolean busy = pods.values().stream().anyMatch(pod -> !pod.ready());
        if (pods.size() <= replicas || busy) {
            return Optional.empty();
        }
        return pods.entrySet().stream()
                .filter(pod -> !pod.getValue().revision().equals(revision()))
                .map(Map.Entry::getKey)
                .findFirst()
                .or(() -> pods.keySet().stream().reduce((older, younger) -> younger));
    }

    void starting(String pod) {
        pods.put(pod, new Pod(revision(), false));
    }

    /**
     * @return false when it is gone already
     */
    boolean started(String pod) {
        return pods.computeIfPresent(pod, (key, known) -> new Pod(known.revision(), true)) != null;
    }

    void gone(String pod) {
        pods.remove(pod);
    }

    boolean has(String pod) {
        return pods.containsKey(pod);
    }

    List<String> pods() {
        return List.copyOf(pods.keySet());
    }

    long ready() {
        return pods.values().stream().filter(Pod::ready).count();
    }

    long updated() {
        return pods.values().stream().filter(pod -> pod.revision().equals(revision())).count();
    }

    boolean complete() {
        return ready() == replicas && updated() == replicas && pods.size() == replicas;
    }

    Map<String, Object> template() {
        return template;
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    PodRole role() {
        return role;
    }
}
