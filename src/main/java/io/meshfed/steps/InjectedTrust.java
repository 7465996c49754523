package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.Ownership;
import io.meshfed.model.TrustBundle;
import io.meshfed.report.Change;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.resource.LastChange;
import io.meshfed.resource.ResourceTypes;
import java.time.Instant;
import java.util.Optional;

/**
 * What was injected for a direction, and how istiod gets to know of it.
 *
 * @param seen the ConfigMaps of its mesh before that
 */
record InjectedTrust(Change change, TrustBundle roots, Observation seen) {

    private static final ObjectsOfMesh PEERS =
            new ObjectsOfMesh(ResourceTypes.PEER, FederationObjects::peer);

    boolean written() {
        return change.kind().isWrite();
    }

    boolean youngerThan(ClusterObject peer) {
        Optional<Instant> changed = seen.of(change.object()).flatMap(LastChange::of);
        return changed.isPresent() && peer.created().filter(changed.get()::isAfter).isPresent();
    }

    /**
     * istiod reads the ConfigMap again only when it handles the peer. A run that broke off between
     * the two writes is noticed by the times: the roots are then younger than the peer, and the
     * peer does not name them.
     */
    InjectedTrust tellIstiod(StepContext context, Direction direction) {
        Optional<ClusterObject> found =
                PEERS.recall(context, direction.local()).of(FederationObjects.peer(direction));
        if (found.isEmpty()) {
            return this;
        }
        ClusterObject peer = found.get();
        boolean due =
                peer.annotation(InjectedRoots.TOUCH)
                        .map(named -> !named.equals(roots.fingerprint()))
                        .orElseGet(() -> written() || youngerThan(peer));
        if (!ours(context, peer)) {
            warnOfForeign(context, direction);
        } else if (due) {
            context.applyPart(
                    direction.local(),
                    InjectedRoots.touch(direction, roots),
                    InjectedRoots.TOUCH_MANAGER,
                    peer);
        }
        return this;
    }

    private static boolean ours(StepContext context, ClusterObject peer) {
        return Ownership.isOurs(peer)
                && peer.label(Ownership.FEDERATION).equals(Optional.of(context.whole().name()));
    }

    private void warnOfForeign(StepContext context, Direction direction) {
        if (!written()) {
            return;
        }
        Mesh mesh = direction.local();
        context.settings()
                .progress()
                .warning(
                        "%s in cluster '%s' belongs to somebody else and is left alone; istiod looks at the new roots within a minute, or at once when its owner runs: oc --context %s -n %s annotate servicemeshpeer %s %s=%s --overwrite"
                                .formatted(
                                        FederationObjects.peer(direction),
                                        mesh.cluster().name(),
                                        mesh.cluster().context(),
                                        mesh.namespace(),
                                        direction.peerName(),
                                        InjectedRoots.TOUCH,
                                        roots.fingerprint()));
    }
}
