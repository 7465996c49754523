package io.meshfed.steps.sets;

import io.meshfed.cluster.Observation;
import io.meshfed.manifests.ApplySet;
import io.meshfed.manifests.Extent;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parent of a set, and what it says about where members are. */
final class Inventory {

    private final SetTarget target;
    private final Kinds kinds;
    private Optional<ClusterObject> parent;
    private Optional<Manifest> written = Optional.empty();

    /** Since it was read, by us: most runs write it once, and need not look again. */
    private boolean changed;

    private Inventory(SetTarget target, Kinds kinds, Optional<ClusterObject> parent) {
        this.target = target;
        this.kinds = kinds;
        this.parent = parent;
    }

    /**
     * @throws FederationException CONFLICT when the parent is no parent, or another tool's
     */
    static Inventory read(SetTarget target, Kinds kinds) {
        return of(target, kinds, target.parent());
    }

    /** As {@link #read}, of a parent that was read before. */
    static Inventory of(SetTarget target, Kinds kinds, Optional<ClusterObject> parent) {
        parent.ifPresent(found -> requireUsable(target, found));
        return new Inventory(target, kinds, parent);
    }

    private static void requireUsable(SetTarget target, ClusterObject found) {
        String id = found.label(SetLabels.ID).orElse("");
        if (!id.equals(target.set().id())) {
            throw conflict(
                    target,
                    id.isEmpty() ? "is no inventory of a set" : "has the id of another set",
                    "Name another one: --applyset.");
        }
        if (ApplySet.ofOtherTool(found)) {
            throw conflict(
                    target,
                    "belongs to the tool '%s'"
                            .formatted(SafeText.of(found.annotation(ApplySet.TOOLING).orElse(""))),
                    "Go on with that tool, or name another set: --applyset.");
        }
        target.set()
                .otherOrigin(found)
                .ifPresent(
                        other -> {
                            throw conflict(
                                    target,
                                    "was made of '%s', and not of '%s'"
                                            .formatted(
                                                    SafeText.of(other),
                                                    SafeText.of(target.set().origin())),
                                    "Name a set of its own for this one: --applyset.");
                        });
    }

    private static FederationException conflict(SetTarget target, String why, String remedy) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "%s in cluster '%s' %s".formatted(target.set().parent(), target.cluster(), why),
                remedy);
    }

    boolean exists() {
        return parent.isPresent();
    }

    Extent extent() {
        return parent.map(Extent::of).orElse(Extent.NOTHING);
    }

    /** The kinds that it names, as far as the cluster still has them. */
    List<ResourceType> types() {
        return types(List.of());
    }

    /**
     * The kinds that it names, as far as the cluster still has them.
     *
     * @param known which are served, so that nobody has to be asked for them
     */
    List<ResourceType> types(Collection<ResourceType> known) {
        Map<GroupKind, ResourceType> byKind = new TreeMap<>();
        Map<GroupKind, ResourceType> byPlural = new TreeMap<>();
        for (ResourceType type : known) {
            byKind.putIfAbsent(new GroupKind(type.group(), type.kind()), type);
            byPlural.putIfAbsent(new GroupKind(type.group(), type.plural()), type);
        }
        List<ResourceType> types = new ArrayList<>();
        for (GroupKind kind : extent().kinds()) {
            Optional.ofNullable(byKind.get(kind)).or(() -> kinds.of(kind)).ifPresent(types::add);
        }
        for (GroupKind plural : parent.map(Extent::oldResources).orElse(List.of())) {
            Optional.ofNullable(byPlural.get(plural))
                    .or(() -> kinds.ofPlural(plural))
                    .ifPresent(types::add);
        }
        return types.stream().distinct().toList();
    }

    /** Makes it say this; sends nothing when it does. */
    void write(Extent extent, List<ResourceType> types) {
        Manifest desired = desired(extent, types);
        if (written.filter(desired::equals).isPresent()) {
            return;
        }
        if (changed) {
            parent = target.parent();
        }
        written = Optional.of(desired);
        requireStillMissing();
        Observation seen = SetTarget.observation(parent);
        Change change = target.context().apply(target.mesh(), desired, seen);
        changed = change.kind().isWrite() && !target.dryRun();
    }

    Manifest desired(Extent extent, List<ResourceType> types) {
        ApplySet set = parent.map(target.set()::keeping).orElse(target.set());
        return set.desired(target.federation(), extent, types);
    }

    /** To write it anew would make it forget what it names. */
    private void requireStillMissing() {
        if (parent.isEmpty() && target.parent().isPresent()) {
            throw conflict(
                    target,
                    "was not there when it was looked for, and is there now",
                    "Run the same command again: it goes on with what that one names.");
        }
    }

    void delete() {
        parent.ifPresent(
                found ->
                        target.context()
                                .deleteMember(
                                        target.mesh(),
                                        found.ref(),
                                        SetTarget.observation(parent),
                                        target.set().id()));
    }
}
