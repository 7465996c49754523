package io.meshfed.cluster;

import io.meshfed.model.Manifest;
import io.meshfed.model.SetLabels;
import java.util.Set;
import java.util.TreeSet;

/** What the label of a set allows. */
final class SetClaim {

    /** As whom kubectl applies: what it began, the same set goes on with. */
    private static final Set<String> KUBECTL = Set.of("kubectl", "kubectl-client-side-apply");

    private static final Set<String> KUBECTL_SET = Set.of("kubectl-applyset");

    private SetClaim() {}

    /** Whether the object is to be a member of a set, or its parent. */
    static boolean on(Manifest desired) {
        return SetLabels.partOf(desired.labels()).isPresent()
                || SetLabels.parentOf(desired.labels()).isPresent();
    }

    static TakeBack takeBack(Manifest desired, TakeBack named) {
        Set<String> managers = new TreeSet<>(named.managers());
        if (SetLabels.partOf(desired.labels()).isPresent()) {
            managers.addAll(KUBECTL);
            // What we scaled ourselves is ours to set back.
            managers.add(Writes.manager(WorkloadWrites.SCALE));
        }
        if (SetLabels.parentOf(desired.labels()).isPresent()) {
            managers.addAll(KUBECTL_SET);
        }
        return new TakeBack(managers);
    }
}
