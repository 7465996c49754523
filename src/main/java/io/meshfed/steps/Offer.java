package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ImportStatus;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.resource.SetEntry;
import io.meshfed.steps.verify.ExpectedImports;
import io.meshfed.traffic.Destination;
import io.meshfed.traffic.LocalService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A peer's service that answers in the place of a local one.
 *
 * @param exported the name under which the peer offers it
 * @param destination where it is reached while it is not merged into the local service
 */
record Offer(Direction direction, ServiceName exported, Destination destination) {

    /**
     * @param looks at both meshes, with all in step
     * @throws FederationException PRECOND when the peer offers no such service, or several, or one
     *     that cannot be routed to
     */
    static Offer of(
            StepContext context,
            Direction direction,
            ServiceName local,
            Map<Mesh, FederationLook> looks) {
        Optional<ExportStatus> offered =
                looks.get(direction.remote())
                        .exports()
                        .of(FederationObjects.exports(direction.reversed()))
                        .flatMap(ExportStatus::of);
        SortedMap<ServiceName, String> imports =
                ExpectedImports.of(direction, MergedServices.NONE, offered);
        ServiceName exported = onlyOne(direction, local, imports);
        ServiceName remote =
                offered.map(ExportStatus::entries).orElse(List.of()).stream()
                        .filter(entry -> entry.exported().filter(exported::equals).isPresent())
                        .map(SetEntry::local)
                        .findFirst()
                        .orElseThrow(() -> missing(direction, local));
        int port = port(context, direction.remote(), remote);
        return new Offer(direction, exported, new Destination(imports.get(exported), port));
    }

    /**
     * @throws FederationException PRECOND when the file itself merges it into a local service: then
     *     there is no host that means the peer alone
     */
    void requireApart() {
        if (destination.host().endsWith(".svc.cluster.local")) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the federation file imports %s of '%s' as local, so no host means the peer alone"
                            .formatted(exported, direction.remote().name()),
                    "Take asLocal out of that import; a failover sets it by itself.");
        }
    }

    /** What has the very name, else the one that is called so in another namespace. */
    private static ServiceName onlyOne(
            Direction direction, ServiceName local, SortedMap<ServiceName, String> imports) {
        List<ServiceName> found = new ArrayList<>();
        imports.forEach(
                (exported, host) -> {
                    boolean alias = host.startsWith(local.name() + ".");
                    if (alias || exported.name().equals(local.name())) {
                        found.add(exported);
                    }
                });
        if (found.contains(local)) {
            return local;
        }
        if (found.isEmpty()) {
            throw missing(direction, local);
        }
        if (found.size() > 1) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "%s imports several services called '%s' from %s: %s"
                            .formatted(
                                    direction.local().name(),
                                    local.name(),
                                    direction.remote().name(),
                                    String.join(
                                            ", ",
                                            found.stream().map(ServiceName::toString).toList())),
                    "Let the federation file import one of them under that name.");
        }
        return found.get(0);
    }

    private static FederationException missing(Direction direction, ServiceName local) {
        return new FederationException(
                ErrorClass.PRECOND,
                "mesh '%s' imports no service called '%s' from '%s'"
                        .formatted(
                                direction.local().name(), local.name(), direction.remote().name()),
                "Export it there: add it to the exports of the peering in the federation file, then meshfed federate --peering "
                        + direction.peering());
    }

    /** Federation routes by name alone, so a Service of several ports loses all but one. */
    private static int port(StepContext context, Mesh remote, ServiceName name) {
        ObjectRef ref = new ObjectRef(ResourceTypes.SERVICE, name.namespace(), name.name());
        ClusterSession session = context.sessionFor(remote);
        List<Integer> ports = session.find(ref).map(LocalService::ports).orElse(List.of());
        if (ports.size() == 1) {
            return ports.get(0);
        }
        throw new FederationException(
                ErrorClass.PRECOND,
                "%s of mesh '%s' has %s, and federation carries exactly one"
                        .formatted(
                                ref,
                                remote.name(),
                                ports.isEmpty()
                                        ? "no ports"
                                        : "the ports " + SafeText.of(ports.toString())),
                "Export a Service with the one port that is to be reached.");
    }

    /** The peers whose services a local one may stand for, as the local import sets tell it. */
    static List<String> peersOffering(
            List<Direction> directions, ServiceName local, Map<String, ClusterObject> sets) {
        List<String> peers = new ArrayList<>();
        for (Direction direction : directions) {
            boolean offers =
                    Optional.ofNullable(sets.get(direction.peerName())).stream()
                            .flatMap(set -> ImportStatus.of(set).stream())
                            .flatMap(status -> status.imported().stream())
                            .anyMatch(entry -> means(entry, local));
            if (offers) {
                peers.add(direction.peerName());
            }
        }
        return peers;
    }

    private static boolean means(SetEntry entry, ServiceName local) {
        return entry.local().name().equals(local.name())
                || entry.exported().filter(name -> name.name().equals(local.name())).isPresent();
    }
}
