package io.meshfed.steps.sets;

import io.meshfed.engine.StepContext;
import io.meshfed.manifests.ApplySet;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.Commands;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All sets of a federation in one cluster, as if they were one: a control plane of one set goes
 * before the operator of another, which alone can take its finalizer away.
 *
 * @param mesh one that lives there
 * @param namespace in which the inventories lie
 */
record AllSets(StepContext context, Mesh mesh, String namespace) {

    private static final ResourceType VERSIONS =
            new ResourceType(
                    "operators.coreos.com",
                    "v1alpha1",
                    "ClusterServiceVersion",
                    "clusterserviceversions",
                    true);

    /** A set with what the cluster has of it. */
    private record Found(
            SetTarget target,
            Inventory inventory,
            List<SeenMembers.Place> places,
            SeenMembers seen) {

        List<ClusterObject> members() {
            return seen.all();
        }

        /** What is forgotten while it stands is left behind for ever. */
        void requireNoneLeft() {
            if (!target.dryRun()) {
                seen.requireNoneLeft(target, places, Set.of());
            }
        }
    }

    /**
     * @param sets one per set, in the order of their inventories
     * @param operators what Subscriptions had installed: it outlives them
     */
    record Removed(List<SetRun.Done> sets, List<Map<String, Object>> operators) {}

    /**
     * @throws FederationException CONFLICT when others put something into a namespace of them
     */
    boolean requireNothingForeign() {
        Kinds kinds = new Kinds(context.sessionFor(mesh));
        List<Found> sets = targets().map(target -> look(target, kinds)).toList();
        requireFit(SetOptions.Contents.REFUSE, sets, kinds);
        return true;
    }

    private static void requireFit(SetOptions.Contents contents, List<Found> sets, Kinds kinds) {
        if (!sets.isEmpty()) {
            Set<String> ids =
                    sets.stream().map(set -> set.target().set().id()).collect(Collectors.toSet());
            new ForeignContents(sets.get(0).target(), kinds, ids)
                    .require(
                            contents,
                            sets.stream().flatMap(set -> set.members().stream()).toList());
        }
    }

    /**
     * @param contents what becomes of what others put into namespaces of the sets, also since it
     *     was last looked for
     */
    Removed remove(SetOptions.Contents contents) {
        Kinds kinds = new Kinds(context.sessionFor(mesh));
        List<Found> sets = targets().map(target -> look(target, kinds)).toList();
        if (sets.isEmpty()) {
            return new Removed(List.of(), List.of());
        }
        requireFit(contents, sets, kinds);
        int objects = sets.stream().mapToInt(set -> set.members().size()).sum();
        sets.get(0)
                .target()
                .doing(
                        "deletes %s of %s"
                                .formatted(
                                        Words.count(objects, "object"),
                                        Words.count(sets.size(), "set")));
        byRank(sets).values().forEach(AllSets::deleteRank);
        sets.forEach(Found::requireNoneLeft);
        sets.forEach(set -> set.inventory().delete());
        return new Removed(
                sets.stream()
                        .map(set -> new SetRun.Done(set.target(), 0, set.members().size()))
                        .toList(),
                sets.stream()
                        .flatMap(set -> set.members().stream())
                        .flatMap(member -> operator(member).stream())
                        .toList());
    }

    /** OLM leaves the operator where it is when its Subscription goes; others may need it. */
    private Optional<Map<String, Object>> operator(ClusterObject member) {
        return member.text("status", "installedCSV")
                .map(
                        version -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("cluster", mesh.cluster().name());
                            row.put("operator", SafeText.of(version));
                            row.put("namespace", member.ref().namespace());
                            row.put(
                                    "delete",
                                    Commands.delete(
                                            mesh,
                                            List.of(
                                                    new ObjectRef(
                                                            VERSIONS,
                                                            member.ref().namespace(),
                                                            SafeText.of(version)))));
                            return row;
                        });
    }

    private Stream<SetTarget> targets() {
        List<ClusterObject> parents = new ArrayList<>();
        for (ResourceType type : List.of(SetTargets.SECRET, ResourceTypes.CONFIG_MAP)) {
            parents.addAll(
                    context.sessionFor(mesh)
                            .list(
                                    type,
                                    namespace,
                                    SetLabels.ID
                                            + ","
                                            + Ownership.FEDERATION
                                            + "="
                                            + context.whole().name()));
        }
        return parents.stream()
                .map(parent -> new SetTarget(context, mesh, new ApplySet(parent.ref()), ""));
    }

    private static Found look(SetTarget target, Kinds kinds) {
        Inventory inventory = Inventory.read(target, kinds);
        List<SeenMembers.Place> places =
                SeenMembers.places(inventory.types(), inventory.extent().namespaces());
        return new Found(target, inventory, places, SeenMembers.at(target, places));
    }

    private static SortedMap<Integer, Map<SetTarget, List<ClusterObject>>> byRank(
            List<Found> sets) {
        SortedMap<Integer, Map<SetTarget, List<ClusterObject>>> ranks =
                new TreeMap<>(Comparator.reverseOrder());
        for (Found set : sets) {
            for (ClusterObject member : set.members()) {
                ranks.computeIfAbsent(Member.rank(member.ref()), rank -> new LinkedHashMap<>())
                        .computeIfAbsent(set.target(), target -> new ArrayList<>())
                        .add(member);
            }
        }
        return ranks;
    }

    private static void deleteRank(Map<SetTarget, List<ClusterObject>> rank) {
        rank.forEach((target, members) -> new Removal(target).delete(members));
        rank.forEach((target, members) -> new Removal(target).awaitGone(members));
    }
}
