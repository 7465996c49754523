package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Fingerprint;
import io.meshfed.model.Mesh;
import io.meshfed.model.Ownership;
import io.meshfed.model.TrustBundle;
import io.meshfed.model.TrustProblem;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.InjectedRoots;
import io.meshfed.resource.LastChange;
import io.meshfed.resource.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Gives each mesh the root certificates of its peers, and tells istiod when they changed. */
public record ShareTrustStep(Mode mode, Guards guards) implements Step {

    public static final String NAME = "share-trust";

    private static final ObjectsOfMesh CONFIG_MAPS =
            new ObjectsOfMesh(ResourceTypes.CONFIG_MAP, FederationObjects::injectedRoots);
    private static final ObjectsOfMesh PEERS =
            new ObjectsOfMesh(ResourceTypes.PEER, FederationObjects::peer);

    /** What becomes of the roots that are injected already. */
    public enum Mode {
        /** Exactly the peer's roots of today. */
        REPLACE,
        /** The old ones stay beside the new: for the time of a rotation. */
        ADD
    }

    /**
     * Which objections are waived.
     *
     * @param sharedRoot one CA signs several meshes of the file
     * @param allowExpiring spread a root that ends within two weeks
     */
    public record Guards(boolean sharedRoot, boolean allowExpiring) {
        public static final Guards NONE_WAIVED = new Guards(false, false);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, TrustBundle> roots =
                Work.onMeshes(
                        context, mesh -> lasting(context, mesh, Roots.recalled(context, mesh)));
        StepContext readable = context.narrowedTo(roots.survivors(context));
        Work<Mesh, Observation> seen =
                Work.onMeshes(readable, mesh -> CONFIG_MAPS.recall(readable, mesh));
        StepContext ready = readable.narrowedTo(seen.survivors(readable));
        Work<Direction, Change> shared =
                Work.onDirections(ready, direction -> share(ready, direction, roots, seen));
        List<Failure> failures = new ArrayList<>(roots.failures());
        failures.addAll(seen.failures());
        failures.addAll(shared.failures());
        return StepReport.of(NAME)
                .withChecks(expiring(context, roots))
                .withFailures(failures)
                .withResult("trust-fingerprint", fingerprint(roots));
    }

    /** Only those that are worth a warning: this step is about something else. */
    private static List<Check> expiring(StepContext context, Work<Mesh, TrustBundle> roots) {
        Instant now = context.settings().clock().instant();
        return context.federation().meshes().stream()
                .flatMap(
                        mesh ->
                                roots.valueOf(mesh).stream()
                                        .map(bundle -> ExtractRootStep.expiry(mesh, bundle, now)))
                .filter(check -> check.status() == CheckStatus.WARNING)
                .toList();
    }

    private TrustBundle lasting(StepContext context, Mesh mesh, TrustBundle roots) {
        if (!guards.allowExpiring()) {
            Roots.requireLasting(mesh, roots, context.settings().clock().instant());
        }
        return roots;
    }

    private Change share(
            StepContext context,
            Direction direction,
            Work<Mesh, TrustBundle> roots,
            Work<Mesh, Observation> seen) {
        Observation configMaps = seen.valueOf(direction.local()).orElseThrow();
        TrustBundle remote = roots.valueOf(direction.remote()).orElseThrow();
        TrustBundle local = roots.valueOf(direction.local()).orElseThrow();
        requireForeign(direction, local, remote);
        TrustBundle wanted = wanted(context, direction, configMaps, remote);
        Change change = inject(context, direction, configMaps, wanted);
        if (change.kind().isWrite() && !context.settings().dryRun()) {
            wanted = followUp(context, direction, local, remote).orElse(wanted);
        }
        touch(context, direction, wanted, configMaps, change);
        return change;
    }

    private void requireForeign(Direction direction, TrustBundle local, TrustBundle remote) {
        if (!guards.sharedRoot()) {
            Roots.requireForeign(direction, local, remote);
        }
    }

    private static Change inject(
            StepContext context, Direction direction, Observation seen, TrustBundle roots) {
        return context.apply(
                direction.local(),
                InjectedRoots.desired(context.whole().name(), direction, roots),
                seen);
    }

    private TrustBundle wanted(
            StepContext context, Direction direction, Observation seen, TrustBundle remote) {
        if (mode == Mode.REPLACE) {
            return remote;
        }
        Instant now = context.settings().clock().instant();
        return Roots.injected(seen.of(FederationObjects.injectedRoots(direction)), now)
                .map(old -> together(direction, old, remote))
                .orElse(remote);
    }

    private static TrustBundle together(Direction direction, TrustBundle old, TrustBundle remote) {
        try {
            return old.union(remote);
        } catch (TrustProblem tooMany) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s: %s"
                            .formatted(
                                    FederationObjects.injectedRoots(direction),
                                    tooMany.getMessage()),
                    "Finish the rotation: share-trust --mode replace keeps only the peer's roots of today.",
                    List.of(),
                    tooMany);
        }
    }

    /**
     * The root may have changed between our read and our write: look again, and write the newer
     * one. Says what is injected now, if it is not what was.
     */
    private Optional<TrustBundle> followUp(
            StepContext context, Direction direction, TrustBundle local, TrustBundle written) {
        TrustBundle now =
                lasting(context, direction.remote(), Roots.ofMesh(context, direction.remote()));
        if (now.equals(written)) {
            return Optional.empty();
        }
        requireForeign(direction, local, now);
        Observation seen = CONFIG_MAPS.observe(context, direction.local());
        TrustBundle wanted = wanted(context, direction, seen, now);
        inject(context, direction, seen, wanted);
        return Optional.of(wanted);
    }

    /**
     * istiod reads the ConfigMap again only when it handles the peer. A run that broke off between
     * the two writes is noticed by the times: the roots are then younger than the peer, and the
     * peer does not name them.
     */
    private static void touch(
            StepContext context,
            Direction direction,
            TrustBundle roots,
            Observation configMaps,
            Change change) {
        Optional<ClusterObject> peer =
                PEERS.recall(context, direction.local()).of(FederationObjects.peer(direction));
        if (peer.isEmpty()) {
            return;
        }
        Optional<String> named = peer.get().annotation(InjectedRoots.TOUCH);
        boolean due =
                named.isPresent()
                        ? !named.get().equals(roots.fingerprint())
                        : change.kind().isWrite()
                                || younger(
                                        configMaps.of(FederationObjects.injectedRoots(direction)),
                                        peer.get());
        if (!ours(context, peer.get())) {
            warnOfForeign(context, direction, roots, change);
        } else if (due) {
            context.applyPart(
                    direction.local(),
                    InjectedRoots.touch(direction, roots),
                    InjectedRoots.TOUCH_MANAGER,
                    peer.get());
        }
    }

    private static boolean ours(StepContext context, ClusterObject peer) {
        return Ownership.isOurs(peer)
                && peer.label(Ownership.FEDERATION).equals(Optional.of(context.whole().name()));
    }

    private static void warnOfForeign(
            StepContext context, Direction direction, TrustBundle roots, Change change) {
        if (!change.kind().isWrite()) {
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

    private static boolean younger(Optional<ClusterObject> configMap, ClusterObject peer) {
        Optional<Instant> written = configMap.flatMap(LastChange::of);
        return written.isPresent()
                && peer.created().filter(created -> written.get().isAfter(created)).isPresent();
    }

    /** One digest over the digests of all meshes, in the order of their names. */
    private static String fingerprint(Work<Mesh, TrustBundle> roots) {
        TreeMap<String, String> byMesh = new TreeMap<>();
        roots.results()
                .forEach(
                        outcome ->
                                outcome.value()
                                        .ifPresent(
                                                bundle ->
                                                        byMesh.put(
                                                                outcome.item().name(),
                                                                bundle.fingerprint())));
        return Fingerprint.of(String.join("\n", byMesh.values()));
    }
}
