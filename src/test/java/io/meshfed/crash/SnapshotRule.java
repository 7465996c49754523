package io.meshfed.crash;

import io.meshfed.model.Fingerprint;
import io.meshfed.model.Trees;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionState;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.steps.promotion.Snapshot;
import io.meshfed.testing.Yaml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * S8: what stood before is stored before anything is changed, is what really stood, and stays as it
 * is.
 */
final class SnapshotRule {

    private final World world;
    private final Map<String, Map<String, Object>> found = new HashMap<>();

    SnapshotRule(World world) {
        this.world = world;
    }

    /** Before a promotion. */
    void begin() {
        found.clear();
        World.FEDERATION
                .clusters()
                .forEach(
                        cluster ->
                                world.api(cluster.name())
                                        .latest()
                                        .values()
                                        .forEach(each -> remember(cluster.name(), each)));
    }

    private void remember(String cluster, Stored each) {
        if (!each.after().isEmpty()) {
            found.put(cluster + " " + each.key(), each.after());
        }
    }

    /** Of a write to a snapshot. */
    List<String> problems(Stored change, PromotionState state) {
        if (!change.before().isEmpty()) {
            return List.of("S8: a snapshot is written over, or deleted");
        }
        List<String> problems = new ArrayList<>();
        if (state.phase() != Phase.SNAPSHOT) {
            problems.add("S8: a snapshot in phase " + state.phase());
        }
        if (!Trees.flag(change.after(), "immutable")) {
            problems.add("S8: a snapshot that can be changed");
        }
        Optional<Snapshot> snapshot = read(change.after());
        if (snapshot.isEmpty()) {
            problems.add("S13: a torn snapshot");
        } else {
            problems.addAll(untrue(snapshot.get()));
        }
        return problems;
    }

    private List<String> untrue(Snapshot snapshot) {
        List<String> problems = new ArrayList<>();
        for (Snapshot.Kept kept : snapshot.objects()) {
            String cluster = World.FEDERATION.mesh(kept.mesh()).orElseThrow().cluster().name();
            Map<String, Object> stood =
                    found.getOrDefault(cluster + " " + Plan.key(kept.ref()), Map.of());
            Map<String, Object> told =
                    kept.before().found().map(object -> object.tree()).orElse(Map.of());
            boolean same =
                    stood.isEmpty() == told.isEmpty()
                            && content(stood, "spec").equals(content(told, "spec"))
                            && content(stood, "data").equals(content(told, "data"));
            if (!same) {
                problems.add("S8: %s is not kept as it stood".formatted(kept.ref()));
            }
        }
        return problems;
    }

    private static String content(Map<String, Object> object, String part) {
        return Yaml.canonical(Optional.ofNullable(object.get(part)).orElse(Map.of()));
    }

    private static Optional<Snapshot> read(Map<String, Object> object) {
        return Trees.text(object, "data", "snapshot").flatMap(Snapshot::parse);
    }

    /** Of a write to what a promotion touches. */
    List<String> wayBack(PromotionState state) {
        String digest = state.custody().snapshot();
        boolean there =
                world.api(Promoted.CLUSTER).latest().values().stream()
                        .filter(each -> each.name().startsWith(Promoted.SNAPSHOTS))
                        .flatMap(each -> Trees.text(each.after(), "data", "snapshot").stream())
                        .anyMatch(text -> digest.equals("sha256:" + Fingerprint.of(text)));
        return there && state.custody().touched()
                ? List.of()
                : List.of("S8: written while there is no way back");
    }
}
