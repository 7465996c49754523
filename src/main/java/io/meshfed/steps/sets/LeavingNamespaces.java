package io.meshfed.steps.sets;

import io.meshfed.manifests.Draft;
import io.meshfed.model.ClusterObject;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Namespaces that left a set: with each of them goes whatever is in it. */
record LeavingNamespaces(Set<String> names) {

    private static final int MOST_TOLD = 10;

    static LeavingNamespaces of(Collection<ClusterObject> leavers) {
        return new LeavingNamespaces(
                leavers.stream()
                        .filter(leaver -> leaver.ref().type().kind().equals("Namespace"))
                        .map(leaver -> leaver.ref().name())
                        .collect(Collectors.toSet()));
    }

    /**
     * Of what stays in the set, its inventory with it.
     *
     * @param later those whose kind is not known yet
     * @throws FederationException CONFLICT: the manifests want it both there and gone
     */
    void requireEmpty(SetTarget target, Collection<Member> members, Collection<Draft> later) {
        List<String> inside =
                Stream.of(
                                members.stream()
                                        .filter(member -> has(member.ref().namespace()))
                                        .map(Member::draft),
                                later.stream().filter(draft -> has(namespace(draft, target))))
                        .flatMap(drafts -> drafts)
                        .map(draft -> draft.name().toString())
                        .sorted()
                        .toList();
        if (!inside.isEmpty()) {
            throw conflict(target, inside);
        }
        if (has(target.set().parent().namespace())) {
            throw conflict(target, List.of(target.set().parent().toString()));
        }
    }

    private boolean has(String namespace) {
        return names.contains(namespace);
    }

    private static String namespace(Draft draft, SetTarget target) {
        String own = draft.name().namespace();
        return own.isEmpty() ? target.namespace() : own;
    }

    private FederationException conflict(SetTarget target, List<String> inside) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "%s left the set %s in cluster '%s', and %s of the set would go with it"
                        .formatted(
                                Words.count(names.size(), "namespace")
                                        + " ('"
                                        + String.join("', '", names.stream().sorted().toList())
                                        + "')",
                                target.set().parent(),
                                target.cluster(),
                                Words.count(inside.size(), "object")),
                "Nothing was changed. Put the namespace back into the manifests, take what is in it out of them too, or let it stand: --no-prune.",
                inside.stream().limit(MOST_TOLD).toList(),
                null);
    }
}
