package io.meshfed.sandbox.mesh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The pods of one Deployment, in the order of their age. */
final class Rollout {

    private record Pod(String revision, boolean ready) {}

    private final String namespace;
    private final String name;
    private final PodRole role;
    private final Map<String, Pod> pods = new LinkedHashMap<>();
    private Map<String, Object> template = Map.of();
    private String revision = revision(template);
    private long replicas;

    Rollout(String namespace, String name, PodRole role) {
        this.namespace = namespace;
        this.name = name;
        this.role = role;
    }

    void want(long wantedReplicas, Map<String, Object> wantedTemplate) {
        replicas = wantedReplicas;
        template = wantedTemplate;
        revision = revision(template);
    }

    void oneLess() {
        replicas--;
    }

    /** What stands in the names of the pods of one template. */
    String revision() {
        return revision;
    }

    private static String revision(Map<String, Object> template) {
        return "%08x".formatted(template.hashCode());
    }

    /**
     * One more than wanted while old ones are replaced, and never two new ones that are not ready.
     */
    boolean needsPod() {
        long current = updated();
        boolean busy = pods.values().stream().anyMatch(pod -> !pod.ready() && current(pod));
        return pods.size() < replicas || (current < replicas && pods.size() == replicas && !busy);
    }

    /**
     * As Deployments and their ReplicaSets choose: an old pod that serves nobody, then one too many
     * of the new, then an old one whose successor is ready.
     */
    Optional<String> surplus() {
        if (pods.size() <= replicas) {
            return Optional.empty();
        }
        Optional<String> idle = last(pod -> !pod.ready() && !current(pod));
        if (idle.isEmpty() && updated() > replicas) {
            return last(pod -> !pod.ready()).or(() -> last(this::current));
        }
        return idle.isEmpty() && ready() > replicas ? first(pod -> !current(pod)) : idle;
    }

    private boolean current(Pod pod) {
        return pod.revision().equals(revision);
    }

    private Optional<String> first(Predicate<Pod> wanted) {
        return pods.entrySet().stream()
                .filter(pod -> wanted.test(pod.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<String> last(Predicate<Pod> wanted) {
        return pods.entrySet().stream()
                .filter(pod -> wanted.test(pod.getValue()))
                .map(Map.Entry::getKey)
                .reduce((older, younger) -> younger);
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
        return pods.values().stream().filter(this::current).count();
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
