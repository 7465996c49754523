package io.meshfed.steps.sets;

import io.meshfed.model.ClusterObject;
import io.meshfed.report.Words;
import java.util.List;
import java.util.Set;

/**
 * Deletes all members of one set in one cluster; its parent goes last, and remembers until then.
 */
final class SetRemoval {

    private final SetTarget target;
    private final SetOptions.After after;

    SetRemoval(SetTarget target, SetOptions.After after) {
        this.target = target;
        this.after = after;
    }

    SetRun.Done run() {
        Kinds kinds = new Kinds(target.session());
        Inventory inventory = Inventory.read(target, kinds);
        if (!inventory.exists()) {
            target.doing("there is no %s: nothing to delete".formatted(target.set().parent()));
            return new SetRun.Done(target, 0, 0);
        }
        List<SeenMembers.Place> places =
                SeenMembers.places(inventory.types(), inventory.extent().namespaces());
        SeenMembers seen = SeenMembers.at(target, places);
        List<ClusterObject> members = seen.all();
        new ForeignContents(target, kinds, Set.of(target.set().id()))
                .require(after.contents(), members);
        target.doing("deletes " + Words.count(members.size(), "object"));
        Removal removal = new Removal(target);
        removal.deleteInTurn(members, after.await());
        if (after.await() || members.isEmpty()) {
            if (!target.dryRun()) {
                seen.requireNoneLeft(target, places, Set.of());
            }
            inventory.delete();
        }
        return new SetRun.Done(target, 0, members.size());
    }
}
