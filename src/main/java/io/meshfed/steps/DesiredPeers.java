package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.PeerEndpoint;
import io.meshfed.resource.ServiceMeshPeers;
import io.meshfed.resource.ServiceMeshPeers.RemoteMesh;

/** Peer objects as the clusters of now say they must be. */
final class DesiredPeers {

    private DesiredPeers() {}

    /** Without waiting for anything: what is not there yet is PRECOND. */
    static Manifest seen(StepContext context, Direction direction) {
        ControlPlanes.requireDistinctTrustDomains(context, direction);
        return at(context, direction, Addresses.seen(context, direction.reversed()));
    }

    /**
     * @param remote where the remote mesh answers
     */
    static Manifest at(StepContext context, Direction direction, PeerEndpoint remote) {
        return ServiceMeshPeers.desired(
                context.whole().name(),
                direction,
                Gateways.of(context, direction),
                new RemoteMesh(
                        remote,
                        ControlPlanes.trustDomain(context, direction.remote()),
                        Gateways.of(context, direction.reversed()).egress()));
    }
}
