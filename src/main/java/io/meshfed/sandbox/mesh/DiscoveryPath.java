package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.util.Optional;

/**
 * The way of a discovery request: from an istiod to its egress gateway, over the network to the
 * peer's ingress gateway, to one of the peer's istiods. What stands in its way is told in the words
 * that a real istiod hears.
 */
final class DiscoveryPath {

    /** What an attempt takes when nobody answers at all. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(9500);

    private static final String RESOLVER = "172.30.0.10:53";

    private final MeshWorld world;

    DiscoveryPath(MeshWorld world) {
        this.world = world;
    }

    Answer ask(PeerLink link, boolean list) {
        ControlPlane mesh = link.istiod().mesh();
        Optional<Gateway> egress = mesh.gateway(link.spec().egress());
        if (egress.isEmpty()) {
            return unresolved(link, mesh);
        }
        if (!egress.get().running() || !egress.get().config().leadsOut(egress.get().name())) {
            return goText(
                    link,
                    mesh,
                    "dial tcp %s:8188: connect: connection refused"
                            .formatted(
                                    mesh.cluster()
                                            .serviceIp(mesh.namespace(), egress.get().name())));
        }
        Optional<GatewayConfig.Peer> way =
                egress.get().config().way(link.name(), egress.get().name());
        if (way.isEmpty() || !way.get().remote().equals(link.spec().remote())) {
            // The gateway still has the route of before: it compares a hash of spec.remote.
            return Answer.notFound();
        }
        return cross(egress.get(), way.get().remote(), link, list);
    }

    private Answer unresolved(PeerLink link, ControlPlane mesh) {
        return goText(
                link,
                mesh,
                "dial tcp: lookup %s on %s: no such host".formatted(host(link, mesh), RESOLVER));
    }

    private static Answer goText(PeerLink link, ControlPlane mesh, String failure) {
        return new Answer.Refused(
                "Get \"http://%s:8188/v1/watch\": %s".formatted(host(link, mesh), failure),
                Answer.QUICK);
    }

    private static String host(PeerLink link, ControlPlane mesh) {
        return "%s.%s.svc.cluster.local".formatted(link.spec().egress(), mesh.namespace());
    }

    private Answer cross(Gateway egress, PeerSpec.Remote remote, PeerLink link, boolean list) {
        Duration took = Answer.QUICK;
        for (String address : remote.addresses()) {
            AddressBook.Landing landing =
                    world.addresses().find(egress.mesh(), address, remote.discoveryPort());
            if (landing.gateway().isPresent() && landing.gateway().get().running()) {
                return enter(egress, landing.gateway().get(), link, list);
            }
            took = landing.silent() ? CONNECT_TIMEOUT : took;
        }
        return Answer.unavailable(took);
    }

    private Answer enter(Gateway egress, Gateway ingress, PeerLink link, boolean list) {
        Optional<Crossing> old =
                ingress.crossingFrom(egress)
                        .filter(known -> !list || known.carriesListsOf(link.istiod()));
        Optional<GatewayConfig.Peer> guest = ingress.config().guest(ingress.name());
        if (guest.isEmpty()) {
            // No listener any more; a connection from before still gets an answer for a moment.
            return old.isPresent() ? Answer.notFound() : Answer.unavailable(Answer.QUICK);
        }
        if (old.isEmpty() && !ingress.shakesHandsWith(egress)) {
            return Answer.unavailable(Answer.QUICK);
        }
        Crossing crossing =
                ingress.crossingFrom(egress)
                        .orElseGet(() -> ingress.connect(egress, guest.get().clientId()));
        if (list) {
            crossing.carryListsOf(link.istiod());
        }
        return crossing.admits()
                ? serve(crossing, ingress.mesh(), guest.get().name())
                : Answer.forbidden();
    }

    private static Answer serve(Crossing crossing, ControlPlane remote, String guest) {
        Optional<Istiod> picked = remote.pickIstiod();
        if (picked.isEmpty()) {
            return Answer.unavailable(Answer.QUICK);
        }
        return picked.get()
                .link(guest)
                .filter(PeerLink::served)
                .<Answer>map(link -> new Answer.Reached(picked.get(), link, crossing, Answer.QUICK))
                .orElseGet(Answer::badRequest);
    }
}
