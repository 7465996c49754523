package io.meshfed.steps.sets;

import static java.util.Objects.requireNonNull;

import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.SetLabels;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What others put into namespaces that are about to go, which would go with them. It looks for what
 * people make and would miss, in kinds that most clusters have; what an object owns goes unsaid
 * when its owner is told, goes as a member, or is gone.
 *
 * @param ids of the sets whose members are to go
 */
record ForeignContents(SetTarget target, Kinds kinds, Set<String> ids) {

    private static final int MOST_TOLD = 10;
    private static final String NETWORKING = "networking.istio.io";

    private static final List<GroupKind> LOOKED_FOR =
            List.of(
                    new GroupKind("apps", "Deployment"),
                    new GroupKind("apps", "StatefulSet"),
                    new GroupKind("apps", "DaemonSet"),
                    new GroupKind("batch", "CronJob"),
                    new GroupKind("batch", "Job"),
                    new GroupKind("", "PersistentVolumeClaim"),
                    new GroupKind("", "Service"),
                    new GroupKind("", "ConfigMap"),
                    new GroupKind("", "Secret"),
                    new GroupKind("route.openshift.io", "Route"),
                    new GroupKind(NETWORKING, "Gateway"),
                    new GroupKind(NETWORKING, "VirtualService"),
                    new GroupKind("maistra.io", "ServiceMeshControlPlane"));

    /** Every namespace of a cluster, or of a mesh, has them. */
    private static final Set<String> EVERYWHERE =
            Set.of("kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert");

    /** Tokens of accounts, and what istiods keep to themselves. */
    private static final Set<String> MADE_TYPES =
            Set.of(
                    "kubernetes.io/service-account-token",
                    "kubernetes.io/dockercfg",
                    "istio.io/ca-root",
                    "istio.io/key-and-cert");

    /** istiods of older versions elect their leader by a ConfigMap. */
    private static final String ELECTION = "control-plane.alpha.kubernetes.io/leader";

    /** The operator of meshes, and istiod for the Routes that it makes of Gateways. */
    private static final List<String> MADE_LABELS =
            List.of("maistra.io/owner", "maistra.io/generated-by");

    ForeignContents {
        requireNonNull(target);
        requireNonNull(kinds);
        ids = Set.copyOf(ids);
    }

    /**
     * Before the first of these members is deleted. Where somebody said that it may go, it is told.
     *
     * @throws FederationException CONFLICT with what others put there; AUTH when that cannot be
     *     seen
     */
    void require(SetOptions.Contents contents, Collection<ClusterObject> members) {
        if (contents == SetOptions.Contents.REFUSE) {
            requireNone(members);
            return;
        }
        try {
            List<String> namespaces = leaving(members);
            List<String> foreign = in(namespaces, members);
            if (!foreign.isEmpty()) {
                target.warning(
                        "%s from elsewhere %s with %s: %s"
                                .formatted(
                                        Words.count(foreign.size(), "object"),
                                        foreign.size() == 1 ? "goes" : "go",
                                        text(namespaces),
                                        String.join(", ", told(foreign))));
            }
        } catch (FederationException unseen) {
            if (unseen.errorClass() == ErrorClass.INTERRUPTED) {
                throw unseen;
            }
            target.warning("what goes along is not told: " + unseen.getMessage());
        }
    }

    /**
     * Before the first of these members is deleted.
     *
     * @throws FederationException CONFLICT with what others put there; AUTH when that cannot be
     *     seen
     */
    private void requireNone(Collection<ClusterObject> members) {
        List<String> namespaces = leaving(members);
        List<String> foreign = in(namespaces, members);
        if (!foreign.isEmpty()) {
            throw conflict(foreign, namespaces);
        }
    }

    private static List<String> leaving(Collection<ClusterObject> members) {
        return members.stream()
                .filter(member -> member.ref().type().kind().equals("Namespace"))
                .filter(member -> !member.terminating())
                .map(member -> member.ref().name())
                .sorted()
                .toList();
    }

    private List<String> in(List<String> namespaces, Collection<ClusterObject> members) {
        if (namespaces.isEmpty()) {
            return List.of();
        }
        List<ClusterObject> there = look(namespaces).stream().flatMap(List::stream).toList();
        Owners owners =
                Owners.of(target, kinds, Stream.concat(there.stream(), members.stream()).toList());
        return there.stream()
                .filter(this::foreign)
                .filter(object -> !owners.speakFor(object))
                .map(object -> object.ref().toString())
                .sorted()
                .toList();
    }

    private List<List<ClusterObject>> look(List<String> namespaces) {
        List<ResourceType> types =
                LOOKED_FOR.stream().map(kinds::of).flatMap(Optional::stream).toList();
        try {
            return target.all(
                    SeenMembers.places(types, namespaces),
                    place -> target.session().list(place.type(), place.namespace(), ""),
                    "be listed");
        } catch (FederationException failure) {
            if (failure.errorClass() != ErrorClass.AUTH) {
                throw failure;
            }
            throw new FederationException(
                    ErrorClass.AUTH,
                    "what others put into %s cannot be seen: %s"
                            .formatted(text(namespaces), failure.getMessage()),
                    "Have it allowed to list these kinds there; or let everything in them go: --with-contents.",
                    failure.details(),
                    failure);
        }
    }

    private FederationException conflict(List<String> foreign, List<String> namespaces) {
        return new FederationException(
                ErrorClass.CONFLICT,
                "%s in cluster '%s' would go with %s, and came from elsewhere"
                        .formatted(
                                Words.count(foreign.size(), "object"),
                                target.cluster(),
                                text(namespaces)),
                "Nothing was deleted. Delete or move them first; of another set of manifests, delete that set first. If all of it may go: --with-contents.",
                told(foreign),
                null);
    }

    private static List<String> told(List<String> foreign) {
        List<String> told = new ArrayList<>(foreign.stream().limit(MOST_TOLD).toList());
        if (foreign.size() > MOST_TOLD) {
            told.add("and %d more".formatted(foreign.size() - MOST_TOLD));
        }
        return told;
    }

    private static String text(List<String> namespaces) {
        return namespaces.size() == 1
                ? "namespace '%s'".formatted(namespaces.get(0))
                : "namespaces '%s'".formatted(String.join("', '", namespaces));
    }

    private boolean foreign(ClusterObject object) {
        Optional<String> set = object.label(SetLabels.PART_OF);
        boolean ours =
                set.map(ids::contains)
                        .orElseGet(
                                () ->
                                        Ownership.isOurs(object)
                                                && object.label(Ownership.FEDERATION)
                                                        .filter(target.federation()::equals)
                                                        .isPresent());
        return !ours && !made(object);
    }

    /** By the cluster, or by the mesh. */
    private static boolean made(ClusterObject object) {
        boolean labelled = MADE_LABELS.stream().anyMatch(key -> object.label(key).isPresent());
        return labelled
                || switch (object.ref().type().kind()) {
                    case "ConfigMap" ->
                            EVERYWHERE.contains(object.ref().name())
                                    || object.annotation(ELECTION).isPresent();
                    case "Secret" -> object.text("type").filter(MADE_TYPES::contains).isPresent();
                    default -> false;
                };
    }
}
