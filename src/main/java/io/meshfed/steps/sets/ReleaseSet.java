package io.meshfed.steps.sets;

import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ApplySet;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.Extent;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.PromotionObjects;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The set of what promotions installed for one service of a mesh. There is one for all releases, so
 * that the next release takes away what only the last one had.
 */
public final class ReleaseSet {

    private final SetTarget target;
    private final Kinds kinds;

    public ReleaseSet(StepContext context, Mesh mesh, ServiceName service) {
        ObjectRef parent = PromotionObjects.releaseSet(mesh, service);
        this.target = new SetTarget(context, mesh, new ApplySet(parent), service.namespace());
        this.kinds = new Kinds(context.sessionFor(mesh));
    }

    /** The inventory. */
    public ObjectRef parent() {
        return target.set().parent();
    }

    /** The value of the label that its members have. */
    public String id() {
        return target.set().id();
    }

    /**
     * Its objects as they are applied.
     *
     * @throws FederationException PRECOND when the cluster does not have a kind, INPUT when they do
     *     not fit it
     */
    public List<Manifest> members(List<Draft> drafts) {
        Resolution.Resolved resolved = new Resolution(target, kinds, drafts).resolve();
        List<Draft> later = resolved.later();
        boolean coming = resolved.members().stream().anyMatch(Member::coming);
        if (!later.isEmpty() || coming) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "cluster '%s' does not have all kinds of the release yet: nobody can say what installing it would do"
                            .formatted(target.cluster()),
                    "Bring operators and definitions before, by a set of their own: meshfed apply-manifests.");
        }
        return resolved.members().stream().map(Member::manifest).toList();
    }

    /**
     * What the inventory says while the set is being applied, and after that.
     *
     * @param before the inventory before that
     * @throws FederationException CONFLICT when it is none, or another tool's
     */
    public List<Manifest> inventories(
            List<Draft> drafts, List<Manifest> members, Optional<ClusterObject> before) {
        Inventory inventory = Inventory.of(target, kinds, before);
        List<Member> found = wrapped(drafts, members);
        Extent wanted = SetRun.wanted(drafts, found);
        List<ResourceType> types = SetRun.types(inventory, found);
        return List.of(
                inventory.desired(wanted.with(inventory.extent()), types),
                inventory.desired(
                        wanted, found.stream().map(member -> member.ref().type()).toList()));
    }

    private static List<Member> wrapped(List<Draft> drafts, List<Manifest> members) {
        return members.stream()
                .map(manifest -> new Member(drafts.get(0), manifest, false))
                .toList();
    }

    /**
     * What the cluster has of the set.
     *
     * @param parent its inventory as it is
     */
    public List<ClusterObject> standing(Optional<ClusterObject> parent) {
        Inventory inventory = Inventory.of(target, kinds, parent);
        return SeenMembers.at(
                        target,
                        SeenMembers.places(inventory.types(), inventory.extent().namespaces()))
                .all();
    }

    /** Whether both name the same object, in whatever version. */
    public static boolean same(ObjectRef one, ObjectRef other) {
        return Member.identity(one).equals(Member.identity(other));
    }

    /**
     * Makes the cluster have these objects, and none that left the set. What left it goes when they
     * are ready, and not before: until then it is what answers users.
     */
    public void apply(List<Draft> drafts) {
        new SetRun(target, new SetOptions.After(false, true)).apply(drafts);
        new SetRun(target, new SetOptions.After(true, true)).apply(drafts);
    }

    /**
     * Brings back what the set was.
     *
     * @param were its members, with the fields that were applied to them
     * @param came what was not there then
     * @param inventory empty when there was none
     * @throws FederationException PARTIAL with all that could not be brought back
     */
    public void restore(
            Collection<Manifest> were, Collection<ObjectRef> came, Optional<Manifest> inventory) {
        new SetRestoring(target).restore(were, came, inventory);
    }
}
