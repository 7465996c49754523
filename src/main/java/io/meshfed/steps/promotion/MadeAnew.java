package io.meshfed.steps.promotion;

import io.meshfed.cluster.Applied;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
     * @param look for what stands there now: pods that came back with it are left as they are, ours
     *     until somebody else scales it
     */
    Manifest manifest(Supplier<Optional<ClusterObject>> look) {
        Optional<Number> had = replicas(before.object().tree());
        if (had.isEmpty() || replicas(applied.content()).isPresent()) {
            return applied;
        }
        Optional<ClusterObject> live = look.get();
        Optional<Number> pods =
                live.isEmpty() ? had.filter(MadeAnew::unusual) : live.flatMap(this::broughtBack);
        return pods.map(this::with).orElse(applied);
    }

    private static boolean unusual(Number pods) {
        return pods.longValue() != DEFAULT;
    }

    private Optional<Number> broughtBack(ClusterObject live) {
        boolean anew = !live.uid().equals(before.object().uid());
        return anew ? Applied.of(live).flatMap(ours -> replicas(ours.content())) : Optional.empty();
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
