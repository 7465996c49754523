package io.meshfed.sandbox.mesh;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The connection that an egress gateway keeps to an ingress gateway. Once its handshake succeeded,
 * requests use it without another one, and it is judged by the policy that held when it was made,
 * until the ingress gateway has drained it.
 */
final class Crossing {

    private final Gateway egress;
    private final Gateway ingress;
    private final String clientId;
    private final Instant opened;
    private final Set<Istiod> listers = new HashSet<>();

    Crossing(Gateway egress, Gateway ingress, String clientId, Instant opened) {
        this.egress = egress;
        this.ingress = ingress;
        this.clientId = clientId;
        this.opened = opened;
    }

    Gateway egress() {
        return egress;
    }

    Gateway ingress() {
        return ingress;
    }

    boolean openedBefore(Instant moment) {
        return opened.isBefore(moment);
    }

    /**
     * A gateway's threads have connections of their own: the lists of an istiod that is new do not
     * profit from an old connection, though its watch does. So a watch can be accepted while the
     * list is refused.
     */
    boolean carriesListsOf(Istiod istiod) {
        return listers.contains(istiod);
    }

    void carryListsOf(Istiod istiod) {
        listers.add(istiod);
    }

    /** No policy at all when the peer was created without a client id: the door stands open. */
    boolean admits() {
        return clientId.isEmpty() || fits(clientId, egress.identity());
    }

    private static boolean fits(String principal, String identity) {
        if (principal.equals("*")) {
            return true;
        }
        if (principal.startsWith("*")) {
            return identity.endsWith(principal.substring(1));
        }
        return principal.endsWith("*")
                ? identity.startsWith(principal.substring(0, principal.length() - 1))
                : principal.equals(identity);
    }
}
