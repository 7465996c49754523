package io.meshfed.pipelines;

import io.meshfed.engine.Step;
import io.meshfed.steps.AwaitControlPlaneStep;
import io.meshfed.steps.CheckContentsStep;
import io.meshfed.steps.CheckIdentityStep;
import io.meshfed.steps.CheckPeeringsStep;
import io.meshfed.steps.DeleteEverythingStep;
import io.meshfed.steps.ExportServicesStep;
import io.meshfed.steps.ImportServicesStep;
import io.meshfed.steps.LocateGatewayStep;
import io.meshfed.steps.NothingLeftStep;
import io.meshfed.steps.PeerStep;
import io.meshfed.steps.ShareTrustStep;
import io.meshfed.steps.UnpeerStep;
import io.meshfed.steps.VerifyFederationStep;
import java.util.ArrayList;
import java.util.List;

/** Steps in the order that real istiods need. */
public final class Pipelines {

    private Pipelines() {}

    /**
     * Roots and service sets of both sides first, both peers of a pair last: a peer whose other
     * side is not ready freezes its mesh, and a set made after its peer waits for a resync.
     */
    public static List<Step> federate(ShareTrustStep trust, VerifyFederationStep verify) {
        List<Step> steps = new ArrayList<>(plan(trust));
        steps.add(verify);
        return List.copyOf(steps);
    }

    /** The same writes, without the proof: rehearsed, there is nothing to wait for. */
    public static List<Step> plan(ShareTrustStep trust) {
        return List.of(
                new CheckIdentityStep(),
                new AwaitControlPlaneStep(),
                new LocateGatewayStep(),
                new CheckPeeringsStep(),
                trust,
                new ExportServicesStep(),
                new ImportServicesStep(),
                new PeerStep());
    }

    public static List<Step> unfederate(UnpeerStep unpeer) {
        return List.of(new CheckIdentityStep(), unpeer);
    }

    /** With all that stands around it: peerings first, operators last, then the proof. */
    public static List<Step> unfederateEverything(
            UnpeerStep unpeer, DeleteEverythingStep everything, CheckContentsStep contents) {
        return List.of(
                new CheckIdentityStep(), contents, unpeer, everything, new NothingLeftStep());
    }

    /**
     * One step that only looks, with the guard that it looks at the clusters that the file means.
     */
    public static List<Step> reading(Step step) {
        return List.of(new CheckIdentityStep(), step);
    }

    /** One step alone, with the guard that belongs before every write. */
    public static List<Step> alone(Step step) {
        return List.of(new CheckIdentityStep(), step);
    }
}
