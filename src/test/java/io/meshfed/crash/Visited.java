package io.meshfed.crash;

import io.meshfed.crash.Plan.Part;
import io.meshfed.crash.Plan.Place;
import io.meshfed.model.Direction;
import io.meshfed.model.ServiceName;
import io.meshfed.sandbox.api.DirectApi.Stored;
import io.meshfed.testing.Federations;
import io.meshfed.traffic.LocalService;
import java.util.List;

/**
 * A service of a mesh that requests from outside are for, and the mesh that may stand in for it.
 */
record Visited(String cluster, String mesh, String peer, ServiceName service) {

    static final Visited STAGING =
            new Visited("aro", Visitors.MESH, Visitors.PEER, Visitors.SERVICE);

    Direction there() {
        return Federations.direction(World.FEDERATION, mesh, peer);
    }

    /** Whether it is what we route its requests with. */
    boolean routing(String in, Stored object) {
        return in.equals(cluster)
                && List.of(
                                Plan.key(LocalService.virtualService(service)),
                                Plan.key(LocalService.destinationRule(service)))
                        .contains(object.key());
    }

    /** Whether it is where the service of the peer is taken from. */
    boolean imports(Place place) {
        return place.part() == Part.IMPORTS && place.direction().equals(there());
    }

    /** How the service of the peer is called here, when it is imported. */
    String imported() {
        ServiceName remote =
                there().imports().stream()
                        .map(each -> each.exported())
                        .filter(name -> name.name().equals(service.name()))
                        .findFirst()
                        .orElseThrow();
        return "%s.%s.svc.%s-imports.local".formatted(remote.name(), remote.namespace(), peer);
    }
}
