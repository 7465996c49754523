package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.SetLabels;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps writes away from what is not ours. Reads nothing: it judges by what was seen. */
final class OwnershipGuard {

    private final ApiErrors errors;
    private final String federation;

    OwnershipGuard(ApiErrors errors, String federation) {
        this.errors = errors;
        this.federation = federation;
    }

    /** Without our labels the next run would take the object for somebody else's. */
    void requireLabels(Manifest desired) {
        // The author of a member may name another manager in the one label of ours that is common.
        boolean member = desired.labels().containsKey(SetLabels.PART_OF);
        if (!member
                && !desired.labels()
                        .entrySet()
                        .containsAll(Ownership.labels(federation).entrySet())) {
            throw new IllegalArgumentException(
                    "%s lacks the labels of federation '%s'".formatted(desired.ref(), federation));
        }
    }

    /** Whether it is ours as that which is desired would be. */
    boolean isOurs(ClusterObject live, Manifest desired) {
        return claim(desired).map(label -> carries(live, label)).orElse(Ownership.isOurs(live));
    }

    void requireOurs(ClusterObject live, Manifest desired) {
        Optional<Map.Entry<String, String>> claim = claim(desired);
        if (claim.isEmpty()) {
            requireOurs(live);
        } else {
            requireLabel(live, claim.get());
        }
    }

    /** Or its parent. */
    void requireMember(ClusterObject live, String set) {
        if (!carries(live, Map.entry(SetLabels.ID, set))) {
            requireLabel(live, Map.entry(SetLabels.PART_OF, set));
        }
    }

    private static Optional<Map.Entry<String, String>> claim(Manifest desired) {
        return desired.labels().entrySet().stream()
                .filter(
                        label ->
                                label.getKey().equals(SetLabels.PART_OF)
                                        || label.getKey().equals(SetLabels.ID))
                .findFirst();
    }

    private static boolean carries(ClusterObject live, Map.Entry<String, String> label) {
        return live.label(label.getKey()).filter(label.getValue()::equals).isPresent();
    }

    private void requireLabel(ClusterObject live, Map.Entry<String, String> label) {
        if (carries(live, label)) {
            return;
        }
        String other =
                live.label(label.getKey())
                        .map(set -> "belongs to another set, " + SafeText.of(set))
                        .orElse("exists and is not part of the set");
        throw errors.failure(
                ErrorClass.CONFLICT,
                "%s %s; it was created by %s on %s"
                        .formatted(live.ref(), other, creator(live), created(live)),
                "Rename or remove it, or hand it over: " + labelling(live.ref(), List.of(label)));
    }

    void requireOurs(ClusterObject live) {
        if (!Ownership.isOurs(live)) {
            throw errors.failure(
                    ErrorClass.CONFLICT,
                    "%s exists without our label; it was created by %s on %s"
                            .formatted(live.ref(), creator(live), created(live)),
                    "Rename or remove it, or hand it over: " + label(live.ref()));
        }
        String owner = live.label(Ownership.FEDERATION).orElse("");
        if (!owner.equals(federation)) {
            throw errors.failure(
                    ErrorClass.CONFLICT,
                    "%s belongs to federation '%s', not to '%s'"
                            .formatted(live.ref(), SafeText.of(owner), federation),
                    "Take the mesh out of one of the two federations.");
        }
    }

    /** What stands in the place of the lock is no lock, unless we made it for this federation. */
    void requireLock(ClusterObject live) {
        boolean ofThis = live.label(Ownership.FEDERATION).orElse("").equals(federation);
        if (Ownership.isOurs(live) && ofThis) {
            return;
        }
        throw errors.failure(
                ErrorClass.CONFLICT,
                "%s stands where the lock of federation '%s' belongs, and is none: it lacks our labels; it was created by %s on %s"
                        .formatted(live.ref(), federation, creator(live), created(live)),
                "When nothing else uses it, delete it; the next run makes its own: %s delete %s %s -n %s"
                        .formatted(
                                errors.kubectl(),
                                live.ref().type().qualifiedPlural(),
                                ShellWord.of(live.ref().name()),
                                ShellWord.of(live.ref().namespace())));
    }

    private String label(ObjectRef ref) {
        return labelling(
                ref,
                List.of(
                        Map.entry(Ownership.MANAGED_BY, Ownership.MANAGED_BY_VALUE),
                        Map.entry(Ownership.FEDERATION, federation)));
    }

    private String labelling(ObjectRef ref, List<Map.Entry<String, String>> labels) {
        String namespace =
                ref.namespace().isEmpty() ? "" : "-n " + ShellWord.of(ref.namespace()) + " ";
        return "%s label --overwrite %s %s %s%s"
                .formatted(
                        errors.kubectl(),
                        ref.type().qualifiedPlural(),
                        ShellWord.of(ref.name()),
                        namespace,
                        labels.stream()
                                .map(label -> label.getKey() + "=" + ShellWord.of(label.getValue()))
                                .collect(Collectors.joining(" ")));
    }

    /** What is on its way out would take our fields with it. */
    void requireLasting(ClusterObject live) {
        if (live.terminating()) {
            throw errors.failure(
                    ErrorClass.PRECOND,
                    "%s is being deleted since %s"
                            .formatted(
                                    live.ref(),
                                    SafeText.of(
                                            live.text("metadata", "deletionTimestamp")
                                                    .orElse("an unknown time"))),
                    "Start again when it is gone; its finalizers say what it waits for.");
        }
    }

    /**
     * Refuses what somebody else created between our look and our apply. The server merged the two,
     * and the label that came with ours would make it ours for every later run.
     */
    void requireCreatedByUs(ClusterObject merged, SessionOptions.Mode mode) {
        List<String> others = others(merged);
        if (others.isEmpty()) {
            return;
        }
        boolean stored = mode != SessionOptions.Mode.DRY_RUN;
        throw errors.failure(
                ErrorClass.CONFLICT,
                "%s appeared since it was looked for: it was created by %s on %s%s"
                        .formatted(
                                merged.ref(),
                                String.join(", ", others),
                                created(merged),
                                stored ? ", and our fields were merged into it" : ""),
                stored
                        ? "Take our fields back before you start again: " + takeBack(merged.ref())
                        : "Start again: it looks at the cluster afresh.");
    }

    /** An apply of nothing gives up all that was applied under our name. */
    private String takeBack(ObjectRef ref) {
        Manifest nothing = new Manifest(ref, new TreeMap<>(), new TreeMap<>(), Map.of());
        return "echo %s | %s apply --server-side --field-manager %s -f -"
                .formatted(
                        ShellWord.of(Json.write(nothing.toTree())),
                        errors.kubectl(),
                        Ownership.FIELD_MANAGER);
    }

    /** Who else owns fields. A status is the work of controllers, which watch objects of anyone. */
    private static List<String> others(ClusterObject object) {
        return object.objects("metadata", "managedFields").stream()
                .filter(entry -> Trees.text(entry, "subresource").orElse("").isEmpty())
                .flatMap(entry -> Trees.text(entry, "manager").stream())
                .filter(manager -> !manager.equals(Ownership.FIELD_MANAGER))
                .distinct()
                .map(manager -> "'" + SafeText.of(manager) + "'")
                .toList();
    }

    private static String creator(ClusterObject live) {
        return live.objects("metadata", "managedFields").stream()
                .flatMap(entry -> Trees.text(entry, "manager").stream())
                .findFirst()
                .map(manager -> "'" + SafeText.of(manager) + "'")
                .orElse("an unknown manager");
    }

    private static String created(ClusterObject live) {
        return SafeText.of(live.text("metadata", "creationTimestamp").orElse("an unknown date"));
    }
}
