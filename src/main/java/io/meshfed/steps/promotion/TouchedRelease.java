package io.meshfed.steps.promotion;

import io.meshfed.cluster.Applied;
import io.meshfed.manifests.Draft;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.promotion.Phase;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.steps.sets.ReleaseSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What installing a release touches: the inventory, what arrives, changes or stays, what leaves.
 */
record TouchedRelease(PromotionScene scene, PastObjects past) {

    List<Touched> members() {
        List<Draft> drafts = scene.files().drafts();
        if (drafts.isEmpty()) {
            return List.of();
        }
        Mesh mesh = scene.production();
        ReleaseSet set = new ReleaseSet(scene.context(), mesh, scene.promotion().service());
        List<Manifest> manifests = set.members(drafts);
        requireSight(mesh, set, manifests);
        Before parent = past.before(mesh, set.parent());
        List<Touched> touched = new ArrayList<>();
        touched.add(
                new Touched(
                        mesh,
                        set.parent(),
                        Touched.Role.INVENTORY,
                        parent,
                        set.inventories(drafts, manifests, parent.found()).stream()
                                .map(each -> PlannedState.of(Phase.INSTALLING, 0, each))
                                .toList()));
        List<ClusterObject> were = past.members(set, mesh);
        requireNoSecret(set, were);
        manifests.forEach(each -> touched.add(staying(mesh, set, each, were)));
        were.stream()
                .filter(
                        each ->
                                manifests.stream()
                                        .noneMatch(m -> ReleaseSet.same(m.ref(), each.ref())))
                .forEach(each -> touched.add(leaving(mesh, each)));
        return touched;
    }

    /**
     * A set is looked for where its inventory is, and where its members are, before anything is
     * written: who may not look is told by the plan, and not after a ramp of hours.
     */
    private void requireSight(Mesh mesh, ReleaseSet set, List<Manifest> manifests) {
        if (past instanceof PastObjects.Kept) {
            return;
        }
        List<ObjectRef> seen = new ArrayList<>();
        for (Manifest each : manifests) {
            ResourceType type = each.ref().type();
            for (String namespace : List.of(set.parent().namespace(), each.ref().namespace())) {
                ObjectRef place = new ObjectRef(type, type.namespaced() ? namespace : "", "any");
                if (!seen.contains(place)) {
                    seen.add(place);
                    scene.context()
                            .sessionFor(mesh)
                            .list(type, place.namespace(), SetLabels.PART_OF + "=" + set.id());
                }
            }
        }
    }

    /** Staying or leaving: plans are printed with all values, and snapshots keep them. */
    private void requireNoSecret(ReleaseSet set, List<ClusterObject> were) {
        List<String> secrets =
                were.stream()
                        .map(ClusterObject::ref)
                        .filter(ref -> ref.type().group().isEmpty())
                        .filter(ref -> ref.type().kind().equals("Secret"))
                        .map(ObjectRef::toString)
                        .toList();
        if (!secrets.isEmpty()) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the set %s of mesh '%s' has Secrets: the plan would show them, and the snapshot would hold them"
                            .formatted(set.parent(), scene.production().name()),
                    "Take them out of the set: kubectl label secret -n NAMESPACE NAME %s- leaves them where they are."
                            .formatted(SetLabels.PART_OF),
                    secrets,
                    null);
        }
    }

    private Touched staying(
            Mesh mesh, ReleaseSet set, Manifest manifest, List<ClusterObject> were) {
        Optional<ClusterObject> was =
                were.stream()
                        .filter(each -> ReleaseSet.same(manifest.ref(), each.ref()))
                        .findFirst();
        Before before = was.isPresent() ? was(mesh, was.get()) : past.before(mesh, manifest.ref());
        before.found().ifPresent(found -> requireOfSet(set, found));
        return new Touched(
                mesh,
                manifest.ref(),
                Touched.Role.MEMBER,
                before,
                List.of(PlannedState.of(Phase.INSTALLING, 0, manifest)));
    }

    private Touched leaving(Mesh mesh, ClusterObject was) {
        Before before = was(mesh, was);
        ObjectRef ref = before.found().map(ClusterObject::ref).orElse(was.ref());
        return new Touched(
                mesh,
                ref,
                Touched.Role.MEMBER,
                before,
                List.of(PlannedState.gone(Phase.INSTALLING)));
    }

    /** Read in the version in which it was applied: in another its fields have other names. */
    private Before was(Mesh mesh, ClusterObject found) {
        ObjectRef ref = Applied.inVersionOf(found);
        if (ref.equals(found.ref()) || past instanceof PastObjects.Kept) {
            return Before.of(Optional.of(found));
        }
        return past.before(mesh, ref);
    }

    private void requireOfSet(ReleaseSet set, ClusterObject found) {
        String other = found.label(SetLabels.PART_OF).orElse("");
        if (!other.equals(set.id())) {
            throw conflict(
                    found,
                    other.isEmpty()
                            ? "exists, and no promotion made it"
                            : "belongs to another set, " + SafeText.of(other));
        }
        if (Applied.of(found).isEmpty()) {
            throw conflict(found, "was not applied by meshfed: it could not be put back");
        }
    }

    private FederationException conflict(ClusterObject found, String why) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "%s of mesh '%s' %s".formatted(found.ref(), scene.production().name(), why),
                "Give the object of the release another name, or take the other one away first.");
    }
}
