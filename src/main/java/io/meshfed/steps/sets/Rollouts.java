package io.meshfed.steps.sets;

import io.meshfed.model.ClusterObject;
import io.meshfed.report.SafeText;
import java.util.Optional;

/** When the pods of a workload are those of its current template, and all there. */
final class Rollouts {

    private Rollouts() {}

    /** Whoever looks after the object has not seen its last change. */
    static Optional<String> unobserved(ClusterObject object) {
        long observed = object.number("status", "observedGeneration").orElse(0L);
        return observed >= object.generation()
                ? Optional.empty()
                : Optional.of(
                        "its change was not taken in yet (generation %d, observed %d)"
                                .formatted(object.generation(), observed));
    }

    static Optional<String> deployment(ClusterObject object) {
        long wanted = object.number("spec", "replicas").orElse(1L);
        return unobserved(object)
                .or(() -> stalled(object))
                .or(() -> few(object, "updatedReplicas", wanted, "updated"))
                .or(() -> many(object, "replicas", wanted))
                .or(() -> few(object, "availableReplicas", wanted, "available"));
    }

    static Optional<String> statefulSet(ClusterObject object) {
        boolean byHand =
                object.text("spec", "updateStrategy", "type").orElse("").equals("OnDelete");
        long wanted = object.number("spec", "replicas").orElse(1L);
        return unobserved(object)
                .or(
                        () ->
                                byHand
                                        ? Optional.empty()
                                        : few(object, "updatedReplicas", wanted, "updated"))
                .or(() -> few(object, "readyReplicas", wanted, "ready"));
    }

    static Optional<String> daemonSet(ClusterObject object) {
        boolean byHand =
                object.text("spec", "updateStrategy", "type").orElse("").equals("OnDelete");
        long wanted = object.number("status", "desiredNumberScheduled").orElse(0L);
        return unobserved(object)
                .or(
                        () ->
                                byHand
                                        ? Optional.empty()
                                        : few(object, "updatedNumberScheduled", wanted, "updated"))
                .or(() -> few(object, "numberAvailable", wanted, "available"));
    }

    private static Optional<String> few(
            ClusterObject object, String field, long wanted, String word) {
        long there = object.number("status", field).orElse(0L);
        return there >= wanted
                ? Optional.empty()
                : Optional.of("%d of %d pods are %s".formatted(there, wanted, word));
    }

    private static Optional<String> many(ClusterObject object, String field, long wanted) {
        long there = object.number("status", field).orElse(0L);
        return there <= wanted
                ? Optional.empty()
                : Optional.of(
                        there - wanted == 1
                                ? "1 old pod has not ended"
                                : "%d old pods have not ended".formatted(there - wanted));
    }

    /** It goes on trying, so this is a reason and no verdict. */
    private static Optional<String> stalled(ClusterObject object) {
        return object.objects("status", "conditions").stream()
                .filter(each -> "Progressing".equals(each.get("type")))
                .filter(each -> "False".equals(each.get("status")))
                .findFirst()
                .map(
                        each ->
                                "makes no progress: %s"
                                        .formatted(
                                                SafeText.of(String.valueOf(each.get("message")))));
    }
}
