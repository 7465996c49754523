package io.meshfed.steps;

import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cluster says of itself and of us. Asked once per cluster, so that a dead one costs one
 * time-out, however many meshes it holds.
 *
 * @param user empty when it did not answer
 * @param identity empty when it did not answer, did not say, or is not the one that is pinned
 * @param failure why something of it is empty
 */
record ClusterAccess(
        ClusterRef cluster,
        Optional<String> user,
        Optional<ClusterIdentity> identity,
        Optional<FederationException> failure) {

    /** By the clusters' names. */
    static Map<String, ClusterAccess> ask(StepContext context) {
        context.settings().cancellation().throwIfCancelled();
        Map<String, ClusterAccess> access = new TreeMap<>();
        for (Outcome<ClusterRef, ClusterAccess> outcome :
                context.atOnce(
                        context.federation().clusters(),
                        cluster -> ask(cluster, context.clusters().session(cluster)))) {
            ClusterRef cluster = outcome.item();
            access.put(
                    cluster.name(),
                    outcome.value()
                            .orElseGet(() -> silent(cluster, outcome.failure().orElseThrow())));
        }
        return access;
    }

    private static ClusterAccess ask(ClusterRef cluster, ClusterSession session) {
        String user = session.whoAmI();
        try {
            return new ClusterAccess(
                    cluster, Optional.of(user), Optional.of(session.identity()), Optional.empty());
        } catch (FederationException unknown) {
            if (unknown.errorClass() == ErrorClass.INTERRUPTED) {
                throw unknown;
            }
            return new ClusterAccess(
                    cluster, Optional.of(user), Optional.empty(), Optional.of(unknown));
        }
    }

    private static ClusterAccess silent(ClusterRef cluster, FederationException failure) {
        if (failure.errorClass() == ErrorClass.INTERRUPTED) {
            throw failure;
        }
        return new ClusterAccess(cluster, Optional.empty(), Optional.empty(), Optional.of(failure));
    }

    /** It knows us, and only does not let us see which cluster it is. */
    boolean hidesIdentity() {
        return user.isPresent()
                && failure.filter(why -> why.errorClass() == ErrorClass.AUTH).isPresent();
    }

    /** Two names of the file for one cluster; empty when there are none. */
    static Optional<FederationException> twin(Map<String, ClusterAccess> clusters) {
        Map<String, ClusterRef> byId = new TreeMap<>();
        for (ClusterAccess access : clusters.values()) {
            if (access.identity().isPresent()) {
                ClusterIdentity identity = access.identity().get();
                ClusterRef other = byId.putIfAbsent(identity.id(), access.cluster());
                if (other != null) {
                    return Optional.of(CheckIdentityStep.twins(other, access.cluster(), identity));
                }
            }
        }
        return Optional.empty();
    }

    static List<ClusterAccess> unknown(Map<String, ClusterAccess> clusters) {
        return clusters.values().stream().filter(access -> access.identity().isEmpty()).toList();
    }
}
