package io.meshfed.crash;

import io.meshfed.manifests.ApplySet;
import io.meshfed.manifests.ManifestSource;
import io.meshfed.model.SetLabels;
import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.DirectApi;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.steps.sets.SetOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The set of objects that stories apply and delete, and what may never be of it. */
final class SetPlan {

    private static final Path FOLDER = Path.of("src/test/resources/io/meshfed/crash/sets");
    private static final String NAMES = "default/crash-set";
    private static final String PARENT = "configmaps default/crash-set";

    static final SetOptions OPTIONS =
            new SetOptions(
                    "configmap/crash-set",
                    "default",
                    "",
                    SetOptions.Whose.CLUSTER,
                    new SetOptions.After(true, true));

    private SetPlan() {}

    static ManifestSource source(String version) {
        return new ManifestSource(List.of(FOLDER.resolve(version)), "", "");
    }

    static boolean covers(Stored change) {
        return parent(change) || change.key().contains(NAMES);
    }

    private static boolean parent(Stored change) {
        return change.key().equals(PARENT);
    }

    /** The inventory names the kind of a member before it comes, and goes after the last one. */
    static List<String> problems(Stored change, DirectApi api) {
        List<String> problems = new ArrayList<>();
        boolean gone = change.after().isEmpty();
        if (parent(change)) {
            List<String> left =
                    api.latest().values().stream()
                            .filter(object -> !parent(object) && member(object.after()))
                            .map(Stored::key)
                            .toList();
            if (gone && !left.isEmpty()) {
                problems.add("S1: the inventory went before " + left);
            }
        } else if (change.before().isEmpty() && !named(change, api)) {
            problems.add("S1: %s came before the inventory named its kind".formatted(change.key()));
        }
        return problems;
    }

    private static boolean member(Map<String, Object> object) {
        return Trees.text(object, "metadata", "labels", SetLabels.PART_OF).isPresent();
    }

    private static boolean named(Stored change, DirectApi api) {
        return Optional.ofNullable(api.latest().get(PARENT))
                .flatMap(
                        parent ->
                                Trees.text(
                                        parent.after(), "metadata", "annotations", ApplySet.KINDS))
                .filter(kinds -> List.of(kinds.split(",")).contains(change.type().kind()))
                .isPresent();
    }
}
