package io.meshfed.steps;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustProblem;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads root certificates out of clusters, and refuses what must not be handed to a peer. */
final class Roots {

    /** A root that ends sooner is not spread any further, unless asked to. */
    static final long LEAST_DAYS = 14;

    /** A root that ends sooner is worth a warning. */
    static final long WARN_DAYS = 60;

    private Roots() {}

    /** The roots that a mesh publishes as its own, read now. */
    static TrustBundle ofMesh(StepContext context, Mesh mesh) {
        return bundle(
                context, mesh, context.sessionFor(mesh).find(FederationObjects.ownRoots(mesh)));
    }

    /**
     * The same, as they were when this run first looked; what was not there then may have come
     * since, for istiod writes it when it starts.
     */
    static TrustBundle recalled(StepContext context, Mesh mesh) {
        Optional<ClusterObject> seen =
                context.snapshotFor(mesh).find(FederationObjects.ownRoots(mesh));
        return seen.isPresent() ? bundle(context, mesh, seen) : ofMesh(context, mesh);
    }

    /** Read now, for this step and those after it. */
    static TrustBundle reread(StepContext context, Mesh mesh) {
        return bundle(
                context, mesh, context.snapshotFor(mesh).reread(FederationObjects.ownRoots(mesh)));
    }

    private static TrustBundle bundle(
            StepContext context, Mesh mesh, Optional<ClusterObject> found) {
        ObjectRef ref = FederationObjects.ownRoots(mesh);
        ClusterObject configMap =
                found.orElseThrow(() -> missing(context.sessionFor(mesh), mesh, ref));
        String pem =
                configMap
                        .text("data", InjectedRoots.KEY)
                        .orElseThrow(() -> wrongKey(mesh, configMap));
        return parse(
                pem,
                "%s of mesh '%s' in cluster '%s'"
                        .formatted(ref, mesh.name(), mesh.cluster().name()),
                context.settings().time().now());
    }

    /** What is injected for a direction, if it can be read as certificates at all. */
    static Optional<TrustBundle> injected(Optional<ClusterObject> configMap, Instant now) {
        return configMap
                .flatMap(object -> object.text("data", InjectedRoots.KEY))
                .flatMap(pem -> tryParse(pem, now));
    }

    /** A renewed certificate is routine; a new key is what somebody should have decided on. */
    static void tellOfNew(
            StepContext context, Direction direction, TrustBundle old, TrustBundle remote) {
        if (old.containsAll(remote)) {
            return;
        }
        String root = "the root of mesh '%s'".formatted(direction.remote().name());
        if (remote.isRenewalOf(old)) {
            context.settings()
                    .progress()
                    .doing(root + " was renewed with its old key: " + remote.fingerprint());
        } else {
            context.settings()
                    .progress()
                    .warning(
                            "%s has a new key, mesh '%s' is to trust it: sha256 %s, before that %s"
                                    .formatted(
                                            root,
                                            direction.local().name(),
                                            remote.fingerprint(),
                                            old.fingerprint()));
        }
    }

    private static Optional<TrustBundle> tryParse(String pem, Instant now) {
        try {
            return Optional.of(TrustBundle.parse(pem, "injected roots", now));
        } catch (TrustProblem notABundle) {
            return Optional.empty();
        }
    }

    private static TrustBundle parse(String pem, String where, Instant now) {
        try {
            return TrustBundle.parse(pem, where, now);
        } catch (TrustProblem problem) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    SafeText.of(problem.getMessage()),
                    "istiod writes this ConfigMap; see which CA the mesh uses, or name another one by rootConfigMap.",
                    List.of(),
                    problem);
        }
    }

    /**
     * A mesh that gets its own root under a peer's name would let itself in, and the peer out. A
     * renewed certificate has the old key, so the keys are compared as well.
     */
    static void requireForeign(Direction direction, TrustBundle local, TrustBundle remote) {
        if (remote.sharesKeyWith(local)) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the roots of mesh '%s' hold a %s of mesh '%s' itself"
                            .formatted(
                                    direction.remote().name(),
                                    remote.containsAny(local) ? "root" : "key",
                                    direction.local().name()),
                    "Somebody copied it the wrong way; or, if one CA signs both meshes, say so with --shared-root.");
        }
    }

    static void requireLasting(Mesh mesh, TrustBundle roots, Instant now) {
        long days = roots.daysLeft(now);
        if (days < LEAST_DAYS) {
            throw new FederationException(
                    ErrorClass.PRECOND,
                    "the root of mesh '%s' ends in %s"
                            .formatted(mesh.name(), Words.count(days, "day")),
                    "Renew it first, or spread it all the same with --allow-expiring.");
        }
    }

    private static FederationException missing(ClusterSession session, Mesh mesh, ObjectRef ref) {
        Namespaces.require(session, mesh);
        return new FederationException(
                ErrorClass.PRECOND,
                "mesh '%s' has no %s in cluster '%s'"
                        .formatted(mesh.name(), ref, mesh.cluster().name()),
                "Check that its control plane is Ready: istiod makes it. Another CA may use another name: set rootConfigMap.");
    }

    private static FederationException wrongKey(Mesh mesh, ClusterObject configMap) {
        return new FederationException(
                ErrorClass.PRECOND,
                "%s of mesh '%s' has no key %s; it has: %s"
                        .formatted(
                                configMap.ref(),
                                mesh.name(),
                                InjectedRoots.KEY,
                                SafeText.of(
                                        String.join(
                                                ", ",
                                                new TreeSet<>(configMap.object("data").keySet())))),
                "Name the ConfigMap that holds the roots by rootConfigMap in the federation file.");
    }
}
