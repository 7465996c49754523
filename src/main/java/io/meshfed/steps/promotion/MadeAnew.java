package io.meshfed.steps.promotion;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is applied to bring an object back that may have been deleted meanwhile. What others had set
 * on it is lost then; how many pods it had is what users would feel, so that comes back with it.
 */
record MadeAnew(Before.There before, Manifest applied) {

    private static final String SPEC = "spec";
    private static final String REPLICAS = "replicas";

    /** What the API server would give it anyway. */
    private static final long DEFAULT = 1;

    /**
     * @param live ours until somebody else scales it
     */
    Manifest manifest(Optional<ClusterObject> live) {
        if (replicas(applied.content()).isPresent()) {
            return applied;
        }
        if (live.isEmpty()) {
            return replicas(before.object().tree())
                    .filter(had -> had.longValue() != DEFAULT)
                    .map(this::with)
                    .orElse(applied);
        }
        boolean anew = !live.get().uid().equals(before.object().uid());
        return Optional.of(live.get())
                .filter(found -> anew)
                .flatMap(Applied::of)
                .flatMap(ours -> replicas(ours.content()))
                .map(this::with)
                .orElse(applied);
    }

    private static Optional<Number> replicas(Map<String, Object> tree) {
        return Trees.value(tree, SPEC, REPLICAS)
                .filter(Number.class::isInstance)
                .map(Number.class::cast);
    }

    private Manifest with(Number replicas) {
        Map<String, Object> spec = new LinkedHashMap<>(Trees.object(applied.content().get(SPEC)));
        spec.put(REPLICAS, replicas);
        Map<String, Object> content = new LinkedHashMap<>(applied.content());
        content.put(SPEC, spec);
        return new Manifest(applied.ref(), applied.labels(), applied.annotations(), content);
    }
}
