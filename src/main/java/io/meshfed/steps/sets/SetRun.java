package io.meshfed.steps.sets;

import io.meshfed.cluster.NoSuchNamespace;
import io.meshfed.manifests.Draft;
import io.meshfed.manifests.Extent;
import io.meshfed.manifests.GroupKind;
import io.meshfed.manifests.KindOrder;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one cluster have one set: looked at, rehearsed, written, pruned, waited for. */
final class SetRun {

    private final SetTarget target;
    private final SetOptions.After after;
    private final Kinds kinds;
    private final Readiness readiness;
    private final Set<ObjectRef> unchanged = ConcurrentHashMap.newKeySet();
    private SeenMembers seen;

    SetRun(SetTarget target, SetOptions.After after) {
        this.target = target;
        this.after = after;
        this.kinds = new Kinds(target.session());
        this.readiness = new Readiness(target, kinds);
    }

    /**
     * @param deleted how many objects of the set were deleted
     */
    record Done(SetTarget target, int objects, int deleted) {}

    Done apply(List<Draft> drafts) {
        Inventory inventory = Inventory.read(target, kinds);
        Resolution.Resolved resolved = new Resolution(target, kinds, drafts).resolve();
        List<ResourceType> types = types(inventory, resolved.members());
        Extent wanted = wanted(drafts, resolved.members());
        Extent whole = wanted.with(inventory.extent());
        seen = SeenMembers.at(target, places(resolved.members(), types, whole));
        List<Member> members = arriving(resolved.members());
        List<ClusterObject> leavers =
                after.prune() ? leavers(members, resolved.later()) : List.of();
        LeavingNamespaces.of(leavers).requireEmpty(target, members, resolved.later());
        new ForeignContents(target, kinds, Set.of(target.set().id()))
                .require(after.contents(), leavers);
        List<Member> there = members.stream().filter(member -> !member.coming()).toList();
        if (target.dryRun()) {
            tell(members, resolved.later());
            inventory.write(whole, types);
            write(there);
            new Removal(target).delete(leavers);
            return new Done(target, drafts.size(), leavers.size());
        }
        rehearse(there);
        inventory.write(whole, types);
        List<Member> all = write(members, resolved.later());
        prune(leavers, inventory, wanted, all);
        if (after.await()) {
            readiness.await(all.stream().filter(member -> !known(member)).toList());
        }
        return new Done(target, drafts.size(), leavers.size());
    }

    private void tell(List<Member> members, List<Draft> later) {
        List<String> coming =
                Stream.concat(
                                members.stream().filter(Member::coming).map(Member::draft),
                                later.stream())
                        .map(draft -> draft.name().toString())
                        .toList();
        if (!coming.isEmpty()) {
            target.doing(
                    "%s of kinds or namespaces that come with the set: not rehearsed: %s"
                            .formatted(Words.count(coming.size(), "object"), Words.some(coming)));
        }
    }

    /** The inventory forgets where something lay only when it is gone. */
    private void prune(
            List<ClusterObject> leavers, Inventory inventory, Extent wanted, List<Member> all) {
        Removal removal = new Removal(target);
        removal.delete(leavers);
        if (after.await()) {
            removal.awaitGone(leavers);
        }
        if (after.prune() && (after.await() || leavers.isEmpty())) {
            List<ResourceType> types = all.stream().map(member -> member.ref().type()).toList();
            requireNothingLeft(inventory, all, wanted, types);
            inventory.write(wanted, types);
        }
    }

    /** Looked at once more: what is forgotten while it stands is left behind for ever. */
    private void requireNothingLeft(
            Inventory inventory, List<Member> all, Extent wanted, List<ResourceType> types) {
        List<SeenMembers.Place> dropped =
                new ArrayList<>(
                        SeenMembers.places(
                                inventory.types(types), inventory.extent().namespaces()));
        List<SeenMembers.Place> staying = SeenMembers.places(types, wanted.namespaces());
        dropped.removeAll(staying);
        seen.requireNoneLeft(
                target,
                dropped,
                all.stream()
                        .map(member -> Member.identity(member.ref()))
                        .collect(Collectors.toSet()));
    }

    static List<ResourceType> types(Inventory inventory, List<Member> members) {
        Set<ResourceType> types = new LinkedHashSet<>();
        members.forEach(member -> types.add(member.ref().type()));
        // One version of a kind shows all objects that it has in others.
        types.addAll(
                inventory.types(
                        members.stream()
                                .filter(member -> !member.coming())
                                .map(member -> member.ref().type())
                                .toList()));
        return List.copyOf(types);
    }

    static Extent wanted(List<Draft> drafts, List<Member> members) {
        List<String> namespaces = new ArrayList<>();
        members.forEach(member -> namespaces.add(member.ref().namespace()));
        drafts.forEach(draft -> namespaces.add(draft.name().namespace()));
        return Extent.of(
                drafts.stream().map(draft -> draft.name().groupKind()).toList(), namespaces);
    }

    /** What may be there: not in kinds that only come with the set. */
    private static Collection<SeenMembers.Place> places(
            List<Member> members, List<ResourceType> types, Extent whole) {
        Set<ResourceType> coming =
                members.stream()
                        .filter(Member::coming)
                        .map(member -> member.ref().type())
                        .collect(Collectors.toSet());
        return SeenMembers.places(
                types.stream().filter(type -> !coming.contains(type)).toList(), whole.namespaces());
    }

    /** Those in namespaces that come with the set come later as well. */
    private List<Member> arriving(List<Member> members) {
        Set<String> made =
                members.stream()
                        .filter(member -> member.ref().type().kind().equals("Namespace"))
                        .filter(member -> !seen.has(member.ref()))
                        .map(member -> member.ref().name())
                        .collect(Collectors.toSet());
        return members.stream()
                .map(
                        member ->
                                made.contains(member.ref().namespace())
                                        ? new Member(member.draft(), member.manifest(), true)
                                        : member)
                .toList();
    }

    /** Not those whose kind is served later: they may be here by another version. */
    private List<ClusterObject> leavers(List<Member> members, List<Draft> later) {
        Set<String> staying = new HashSet<>();
        members.forEach(member -> staying.add(Member.identity(member.ref())));
        later.forEach(draft -> staying.addAll(Member.identities(draft, target.namespace())));
        return seen.besides(staying);
    }

    /** Of what nothing is new, nothing is sent. */
    private void rehearse(List<Member> members) {
        target.all(
                members,
                member ->
                        named(
                                member,
                                () ->
                                        target.session()
                                                .dryRun(
                                                        member.manifest(),
                                                        seen.around(member.ref()))),
                "be applied");
    }

    private void write(Collection<Member> members) {
        Map<Integer, List<Member>> byRank =
                members.stream()
                        .sorted(Comparator.comparing(Member::ref))
                        .collect(
                                Collectors.groupingBy(
                                        member -> Member.rank(member.ref()),
                                        TreeMap::new,
                                        Collectors.toList()));
        byRank.values().forEach(rank -> target.all(rank, this::write, "be applied"));
    }

    private Change write(Member member) {
        Change change =
                named(
                        member,
                        () ->
                                target.context()
                                        .apply(
                                                target.mesh(),
                                                member.manifest(),
                                                seen.around(member.ref())));
        if (change.kind() == Change.Kind.UNCHANGED) {
            unchanged.add(member.ref());
        }
        return change;
    }

    /** A server that lacks the namespace says nothing of the object. */
    private static <T> T named(Member member, Supplier<T> work) {
        try {
            return work.get();
        } catch (FederationException failure) {
            if (!(failure.getCause() instanceof NoSuchNamespace)) {
                throw failure;
            }
            throw new FederationException(
                    failure.errorClass(),
                    "%s: %s".formatted(member.draft(), failure.getMessage()),
                    "Correct the namespace there, make it, or put it into the set.",
                    failure.details(),
                    failure);
        }
    }

    /** Nothing was written to it since it was seen, and then it was ready. */
    private boolean known(Member member) {
        return unchanged.contains(member.ref())
                && seen.around(member.ref())
                        .of(member.ref())
                        .filter(readiness::isReady)
                        .isPresent();
    }

    /** What others need is waited for before they are looked at, and written. */
    private List<Member> write(List<Member> members, List<Draft> later) {
        List<Member> grounds = upTo(Resolution.DEFINITION, members);
        write(grounds);
        readiness.await(grounds.stream().filter(member -> !known(member)).toList());
        List<Member> came = members.stream().filter(Member::coming).toList();
        readiness.awaitServed(came);
        rehearse(came);
        List<Member> operators = upTo(Resolution.SUBSCRIPTION, members);
        operators.removeAll(grounds);
        write(operators);
        if (after.await() || !later.isEmpty()) {
            readiness.await(ofKind(Resolution.SUBSCRIPTION, operators));
        }
        List<Member> brought = readiness.awaitKinds(later);
        rehearse(brought);
        List<Member> rest = new ArrayList<>(members);
        rest.removeAll(grounds);
        rest.removeAll(operators);
        rest.addAll(brought);
        write(rest);
        List<Member> all = new ArrayList<>(members);
        all.addAll(brought);
        return all;
    }

    private static List<Member> upTo(GroupKind kind, List<Member> members) {
        return new ArrayList<>(
                members.stream()
                        .filter(member -> Member.rank(member.ref()) <= KindOrder.rank(kind))
                        .toList());
    }

    private static List<Member> ofKind(GroupKind kind, List<Member> members) {
        return members.stream().filter(member -> Member.kind(member.ref()).equals(kind)).toList();
    }
}
