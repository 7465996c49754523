package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.model.TrustBundle;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.ExportedServiceSets;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ImportedServiceSets;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ServiceMeshPeers;
import io.meshfed.steps.verify.DirectionJudge;
import io.meshfed.steps.verify.DirectionView;
import io.meshfed.steps.verify.Drift;
import io.meshfed.steps.verify.Judgement;
import io.meshfed.steps.verify.MatrixCell;
import io.meshfed.steps.verify.MatrixView;
import io.meshfed.steps.verify.MeshView;
import io.meshfed.steps.verify.ObservedObjects;
import io.meshfed.steps.verify.OtherPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** All meshes of a federation as seen in one look, and what that means for each direction. */
final class FederationSight {

    private final StepContext context;
    private final Map<Mesh, FederationLook> looks;
    private final Map<Direction, Manifest> desiredPeers;
    private final Map<Mesh, MeshView> meshes = new TreeMap<>();
    private final Map<Mesh, List<OtherPeer>> peers = new TreeMap<>();

    FederationSight(StepContext context, Map<Mesh, FederationLook> looks) {
        this(context, looks, new TreeMap<>());
    }

    /**
     * @param desiredPeers as earlier looks of this run computed them; gets what this one computes
     */
    FederationSight(
            StepContext context,
            Map<Mesh, FederationLook> looks,
            Map<Direction, Manifest> desiredPeers) {
        this.context = context;
        this.looks = new TreeMap<>(looks);
        this.desiredPeers = desiredPeers;
        this.looks.forEach(
                (mesh, look) -> {
                    MeshView view = look.meshView();
                    meshes.put(mesh, view);
                    peers.put(
                            mesh,
                            look.peers().all().values().stream()
                                    .map(peer -> OtherPeer.of(peer, view))
                                    .toList());
                });
    }

    List<Judgement> judge(DirectionJudge judge) {
        List<Judgement> judgements = new ArrayList<>();
        for (Peering peering : context.federation().peerings()) {
            Direction first = peering.directions().get(0);
            judgements.addAll(judge.judgeBoth(view(first), view(first.reversed())));
        }
        return judgements;
    }

    MatrixView matrix(List<Judgement> judgements) {
        return MatrixView.of(
                judgements.stream()
                        .map(
                                judgement ->
                                        MatrixCell.of(
                                                view(judgement.direction()),
                                                judgement,
                                                rootDaysLeft(judgement.direction())))
                        .toList());
    }

    private long rootDaysLeft(Direction direction) {
        FederationLook local = looks.get(direction.local());
        return Roots.injected(
                        local.configMaps().of(FederationObjects.injectedRoots(direction)),
                        local.readAt())
                .map(roots -> roots.daysLeft(local.readAt()))
                .orElse(MatrixCell.UNKNOWN);
    }

    private DirectionView view(Direction direction) {
        FederationLook local = looks.get(direction.local());
        FederationLook remote = looks.get(direction.remote());
        Optional<TrustBundle> remoteRoots = remote.ownRoots();
        return new DirectionView(
                direction,
                objects(direction, local),
                local.injected(direction, remoteRoots, local.readAt()),
                meshes.get(direction.local()).withEgressIdentity(identity(direction)),
                local.readAt());
    }

    private ObservedObjects objects(Direction direction, FederationLook local) {
        ObservedObjects objects = ObservedObjects.none();
        Optional<ClusterObject> peer = local.peers().of(FederationObjects.peer(direction));
        Optional<ClusterObject> exports = local.exports().of(FederationObjects.exports(direction));
        Optional<ClusterObject> imports = local.imports().of(FederationObjects.imports(direction));
        objects = peer.map(objects::withPeer).orElse(objects);
        ObservedObjects withPeer = objects;
        objects = exports.map(withPeer::withExports).orElse(withPeer);
        ObservedObjects withExports = objects;
        objects = imports.map(withExports::withImports).orElse(withExports);
        return objects.withOtherPeers(others(direction))
                .withDrift(drift(direction, peer, exports, imports));
    }

    private List<OtherPeer> others(Direction direction) {
        return peers.get(direction.local()).stream()
                .filter(peer -> !peer.name().equals(direction.peerName()))
                .toList();
    }

    private List<String> drift(
            Direction direction,
            Optional<ClusterObject> peer,
            Optional<ClusterObject> exports,
            Optional<ClusterObject> imports) {
        String federation = context.whole().name();
        List<String> drift = new ArrayList<>();
        peer.ifPresent(
                live ->
                        desiredPeer(direction)
                                .ifPresent(desired -> drift.addAll(Drift.between(desired, live))));
        exports.ifPresent(
                live ->
                        drift.addAll(
                                Drift.between(
                                        ExportedServiceSets.desired(federation, direction), live)));
        imports.ifPresent(
                live ->
                        drift.addAll(
                                Drift.between(
                                        ImportedServiceSets.desired(
                                                federation,
                                                direction,
                                                MergedServices.of(imports, direction)),
                                        live)));
        return drift;
    }

    /** Empty while the gateways or addresses that it is computed from are not there. */
    private Optional<Manifest> desiredPeer(Direction direction) {
        if (!desiredPeers.containsKey(direction)) {
            computed(() -> DesiredPeers.seen(context, direction))
                    .ifPresent(desired -> desiredPeers.put(direction, desired));
        }
        return Optional.ofNullable(desiredPeers.get(direction));
    }

    /**
     * Who the local mesh's egress gateway is to the remote mesh; empty when that cannot be
     * computed.
     */
    private String identity(Direction direction) {
        return computed(
                        () ->
                                ServiceMeshPeers.clientId(
                                        direction.reversed(),
                                        ControlPlanes.trustDomain(context, direction.local()),
                                        Gateways.of(context, direction).egress()))
                .orElse("");
    }

    /** Only what is missing may leave a gap in the picture; what we may not see must be told. */
    private static <T> Optional<T> computed(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (FederationException failure) {
            if (failure.errorClass() == ErrorClass.INTERRUPTED
                    || failure.errorClass() == ErrorClass.AUTH) {
                throw failure;
            }
            return Optional.empty();
        }
    }
}
