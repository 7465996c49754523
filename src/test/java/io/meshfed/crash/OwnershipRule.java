package io.meshfed.crash;

import io.meshfed.model.Ownership;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** S5 and S7: only what carries our labels is written, and nothing of ours is without them. */
final class OwnershipRule {

    private OwnershipRule() {}

    static List<String> problems(Stored change) {
        List<String> problems = new ArrayList<>();
        if (!change.before().isEmpty() && !labelled(change.before())) {
            problems.add("S5: %s was not ours to write".formatted(change.key()));
        }
        if (!change.after().isEmpty() && !labelled(change.after())) {
            problems.add("S7: %s without our labels".formatted(change.key()));
        }
        if (!change.before().isEmpty()
                && !change.after().isEmpty()
                && !others(change.before()).equals(others(change.after()))) {
            problems.add("S5: fields of others changed in %s".formatted(change.key()));
        }
        return problems;
    }

    private static boolean labelled(Map<String, Object> object) {
        return Trees.object(Trees.value(object, "metadata", "labels").orElse(Map.of()))
                .entrySet()
                .containsAll(Ownership.labels(World.FEDERATION.name()).entrySet());
    }

    /** What others own, and when they came by it. */
    private static List<Map<String, Object>> others(Map<String, Object> object) {
        return Trees.objects(object, "metadata", "managedFields").stream()
                .filter(
                        entry ->
                                !String.valueOf(entry.get("manager"))
                                        .startsWith(Ownership.FIELD_MANAGER))
                .toList();
    }
}
