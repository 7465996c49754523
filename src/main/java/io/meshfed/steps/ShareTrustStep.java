package io.meshfed.steps;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.LookAhead;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Fingerprint;
import io.meshfed.model.Mesh;
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
import io.meshfed.resource.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Gives each mesh the root certificates of its peers, and tells istiod when they changed. */
public record ShareTrustStep(Mode mode, Guards guards) implements Step {

    public static final String NAME = "share-trust";

    private static final ObjectsOfMesh CONFIG_MAPS =
            new ObjectsOfMesh(ResourceTypes.CONFIG_MAP, FederationObjects::injectedRoots);

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
    public void lookAhead(StepContext context, LookAhead ahead) {
        for (Mesh mesh : context.federation().meshes()) {
            ahead.read(() -> Roots.recalled(context, mesh));
        }
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
        Work<Direction, InjectedTrust> injected =
                Work.onDirections(ready, direction -> share(ready, direction, roots, seen));
        StepContext written = ready.narrowedTo(injected.survivors(ready));
        Work<Mesh, TrustBundle> again =
                Work.onMeshes(written, mesh -> again(written, mesh, roots, injected));
        StepContext settled = written.narrowedTo(again.survivors(written));
        SortedMap<Mesh, TrustBundle> latest = byMesh(roots);
        latest.putAll(byMesh(again));
        Work<Direction, InjectedTrust> told =
                Work.onDirections(
                        settled,
                        direction ->
                                followUp(settled, direction, roots, latest)
                                        .orElseGet(() -> injected.valueOf(direction).orElseThrow())
                                        .tellIstiod(settled, direction));
        List<Failure> failures = new ArrayList<>(roots.failures());
        failures.addAll(seen.failures());
        failures.addAll(injected.failures());
        failures.addAll(again.failures());
        failures.addAll(told.failures());
        return StepReport.of(NAME)
                .withChecks(expiring(context, latest))
                .withFailures(failures)
                .withResult("trust-fingerprint", fingerprint(latest));
    }

    private static SortedMap<Mesh, TrustBundle> byMesh(Work<Mesh, TrustBundle> work) {
        SortedMap<Mesh, TrustBundle> byMesh = new TreeMap<>();
        work.results()
                .forEach(each -> each.value().ifPresent(roots -> byMesh.put(each.item(), roots)));
        return byMesh;
    }

    /** Only those that are worth a warning: this step is about something else. */
    private static List<Check> expiring(StepContext context, SortedMap<Mesh, TrustBundle> roots) {
        Instant now = context.settings().time().now();
        return roots.entrySet().stream()
                .map(each -> ExtractRootStep.expiry(each.getKey(), each.getValue(), now))
                .filter(check -> check.status() == CheckStatus.WARNING)
                .toList();
    }

    private TrustBundle lasting(StepContext context, Mesh mesh, TrustBundle roots) {
        if (!guards.allowExpiring()) {
            Roots.requireLasting(mesh, roots, context.settings().time().now());
        }
        return roots;
    }

    private InjectedTrust share(
            StepContext context,
            Direction direction,
            Work<Mesh, TrustBundle> roots,
            Work<Mesh, Observation> seen) {
        Observation configMaps = seen.valueOf(direction.local()).orElseThrow();
        TrustBundle remote = roots.valueOf(direction.remote()).orElseThrow();
        TrustBundle local = roots.valueOf(direction.local()).orElseThrow();
        requireForeign(direction, local, remote);
        TrustBundle wanted = wanted(context, direction, configMaps, remote);
        return inject(context, direction, configMaps, wanted);
    }

    private void requireForeign(Direction direction, TrustBundle local, TrustBundle remote) {
        if (!guards.sharedRoot()) {
            Roots.requireForeign(direction, local, remote);
        }
    }

    private static InjectedTrust inject(
            StepContext context, Direction direction, Observation seen, TrustBundle roots) {
        Change change =
                context.apply(
                        direction.local(),
                        InjectedRoots.desired(context.whole().name(), direction, roots),
                        seen);
        return new InjectedTrust(change, roots, seen);
    }

    private TrustBundle wanted(
            StepContext context, Direction direction, Observation seen, TrustBundle remote) {
        Instant now = context.settings().time().now();
        Optional<TrustBundle> injected =
                Roots.injected(seen.of(FederationObjects.injectedRoots(direction)), now);
        injected.ifPresent(old -> Roots.tellOfNew(context, direction, old, remote));
        return mode == Mode.REPLACE
                ? remote
                : injected.map(old -> together(direction, old, remote)).orElse(remote);
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
     * A root may have changed between our read and our writes: looked at again, once all its copies
     * are written.
     */
    private TrustBundle again(
            StepContext context,
            Mesh mesh,
            Work<Mesh, TrustBundle> roots,
            Work<Direction, InjectedTrust> injected) {
        boolean spread =
                context.federation().directionsFrom(mesh).stream()
                        .map(Direction::reversed)
                        .flatMap(direction -> injected.valueOf(direction).stream())
                        .anyMatch(InjectedTrust::written);
        return spread && !context.settings().dryRun()
                ? lasting(context, mesh, Roots.reread(context, mesh))
                : roots.valueOf(mesh).orElseThrow();
    }

    /** Writes newer roots over those that this run wrote; empty when they are the same. */
    private Optional<InjectedTrust> followUp(
            StepContext context,
            Direction direction,
            Work<Mesh, TrustBundle> first,
            SortedMap<Mesh, TrustBundle> latest) {
        TrustBundle remote = latest.get(direction.remote());
        requireForeign(direction, latest.get(direction.local()), remote);
        String before = first.valueOf(direction.remote()).orElseThrow().fingerprint();
        if (remote.fingerprint().equals(before)) {
            return Optional.empty();
        }
        Observation seen = CONFIG_MAPS.observe(context, direction.local());
        TrustBundle wanted = wanted(context, direction, seen, remote);
        return Optional.of(inject(context, direction, seen, wanted));
    }

    /** One digest over the digests of all meshes, in the order of their names. */
    private static String fingerprint(SortedMap<Mesh, TrustBundle> roots) {
        return Fingerprint.of(
                String.join("\n", roots.values().stream().map(TrustBundle::fingerprint).toList()));
    }
}
