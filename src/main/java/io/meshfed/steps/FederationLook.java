package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.RootCertificate;
import io.meshfed.model.TrustBundle;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.verify.InjectedRoot;
import io.meshfed.steps.verify.MeshView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything that one look at one mesh showed.
 *
 * @param pods empty optional when they may not be listed
 * @param peers all of the namespace where that is allowed, else those of the file
 * @param ownRoots empty when they could not be read
 */
record FederationLook(
        Mesh mesh,
        Optional<List<ClusterObject>> pods,
        Observation peers,
        Observation exports,
        Observation imports,
        Observation configMaps,
        Optional<TrustBundle> ownRoots,
        Instant readAt) {

    private static final ObjectsOfMesh CONFIG_MAPS =
            new ObjectsOfMesh(ResourceTypes.CONFIG_MAP, FederationObjects::injectedRoots);
    private static final ObjectsOfMesh EXPORTS =
            new ObjectsOfMesh(ResourceTypes.EXPORTS, FederationObjects::exports);
    private static final ObjectsOfMesh IMPORTS =
            new ObjectsOfMesh(ResourceTypes.IMPORTS, FederationObjects::imports);
    private static final ObjectsOfMesh PEERS =
            new ObjectsOfMesh(ResourceTypes.PEER, FederationObjects::peer);

    /**
     * The first look of a run: roots that earlier steps of the run read and nobody wrote since are
     * not read again. What istiod writes statuses to is, or they would be older than the look.
     */
    static FederationLook first(StepContext context, Mesh mesh) {
        Supplier<Boolean> surroundings = context.begin(() -> surroundings(context, mesh));
        Supplier<Optional<List<ClusterObject>>> pods = context.begin(() -> pods(context, mesh));
        Supplier<Observation> configMaps = context.begin(() -> CONFIG_MAPS.recall(context, mesh));
        Supplier<Optional<TrustBundle>> ownRoots =
                context.begin(() -> roots(() -> Roots.recalled(context, mesh)));
        Supplier<Observation> exports = context.begin(() -> EXPORTS.observe(context, mesh));
        Supplier<Observation> imports = context.begin(() -> IMPORTS.observe(context, mesh));
        Observation peers = peersOf(context, mesh);
        surroundings.get();
        return new FederationLook(
                mesh,
                pods.get(),
                peers,
                exports.get(),
                imports.get(),
                configMaps.get(),
                ownRoots.get(),
                serverTime(context, mesh));
    }

    /** Reads everything. */
    static FederationLook at(StepContext context, Mesh mesh) {
        Supplier<Boolean> surroundings = context.begin(() -> surroundings(context, mesh));
        Supplier<Optional<List<ClusterObject>>> pods = context.begin(() -> pods(context, mesh));
        Supplier<Observation> configMaps = context.begin(() -> CONFIG_MAPS.observe(context, mesh));
        Supplier<Optional<TrustBundle>> ownRoots =
                context.begin(() -> roots(() -> Roots.ofMesh(context, mesh)));
        Supplier<Observation> exports = context.begin(() -> EXPORTS.observe(context, mesh));
        Supplier<Observation> imports = context.begin(() -> IMPORTS.observe(context, mesh));
        Observation peers = peersOf(context, mesh);
        surroundings.get();
        return new FederationLook(
                mesh,
                pods.get(),
                peers,
                exports.get(),
                imports.get(),
                configMaps.get(),
                ownRoots.get(),
                serverTime(context, mesh));
    }

    /**
     * What the judgement recalls of each mesh, one after the other, is asked of all at once. What
     * fails is told by whoever needs the answer.
     */
    private static boolean surroundings(StepContext context, Mesh mesh) {
        Supplier<Boolean> gateways =
                context.begin(() -> answered(() -> Gateways.services(context, mesh)));
        return answered(() -> context.snapshotFor(mesh).find(FederationObjects.controlPlane(mesh)))
                & gateways.get();
    }

    private static boolean answered(Supplier<?> question) {
        try {
            question.get();
            return true;
        } catch (FederationException toldLater) {
            return false;
        }
    }

    /** Reads what istiod writes. */
    FederationLook statuses(StepContext context) {
        Supplier<Observation> seenExports = context.begin(() -> EXPORTS.observe(context, mesh));
        Supplier<Observation> seenImports = context.begin(() -> IMPORTS.observe(context, mesh));
        Observation seenPeers = peersOf(context, mesh);
        return new FederationLook(
                mesh,
                pods,
                seenPeers,
                seenExports.get(),
                seenImports.get(),
                configMaps,
                ownRoots,
                serverTime(context, mesh));
    }

    /** Reads only what tells whether the connections still stand. */
    FederationLook connections(StepContext context) {
        return new FederationLook(
                mesh,
                pods,
                peersOf(context, mesh),
                exports,
                imports,
                configMaps,
                ownRoots,
                serverTime(context, mesh));
    }

    static Observation peersOf(StepContext context, Mesh mesh) {
        ClusterSession session = context.sessionFor(mesh);
        try {
            return Observation.of(session.list(ResourceTypes.PEER, mesh.namespace(), ""));
        } catch (FederationException notAllowed) {
            if (notAllowed.errorClass() != ErrorClass.AUTH) {
                throw notAllowed;
            }
            return PEERS.observe(context, mesh);
        }
    }

    private static Optional<List<ClusterObject>> pods(StepContext context, Mesh mesh) {
        try {
            return Optional.of(
                    context.sessionFor(mesh)
                            .list(
                                    ResourceTypes.POD,
                                    mesh.namespace(),
                                    FederationObjects.istiodPods(mesh)));
        } catch (FederationException notAllowed) {
            if (notAllowed.errorClass() != ErrorClass.AUTH) {
                throw notAllowed;
            }
            return Optional.empty();
        }
    }

    /** What is wrong with the roots is the business of the steps that spread them. */
    private static Optional<TrustBundle> roots(Supplier<TrustBundle> read) {
        try {
            return Optional.of(read.get());
        } catch (FederationException unreadable) {
            if (unreadable.errorClass() == ErrorClass.INTERRUPTED) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    /** Times in objects are the API server's. */
    private static Instant serverTime(StepContext context, Mesh mesh) {
        return context.settings().time().now().plus(context.sessionFor(mesh).clockSkew());
    }

    MeshView meshView() {
        return pods.map(MeshView::of).orElseGet(MeshView::podsUnknown);
    }

    InjectedRoot injected(Direction direction, Optional<TrustBundle> remoteRoots, Instant now) {
        Optional<ClusterObject> configMap =
                configMaps.of(FederationObjects.injectedRoots(direction));
        if (configMap.isEmpty()) {
            return InjectedRoot.absent();
        }
        if (configMap.get().text("data", InjectedRoots.KEY).isEmpty()) {
            return InjectedRoot.withoutRootKey(configMap.get());
        }
        return InjectedRoot.compared(
                configMap.get(),
                Roots.injected(configMap, now).map(FederationLook::digests).orElse(List.of()),
                remoteRoots.map(FederationLook::digests).orElse(List.of()));
    }

    private static List<String> digests(TrustBundle roots) {
        return roots.roots().stream().map(RootCertificate::sha256).toList();
    }
}
