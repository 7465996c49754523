package io.meshfed.steps;

import io.meshfed.cluster.Timekeeper;
import io.meshfed.engine.StepContext;
import io.meshfed.engine.Survivors;
import io.meshfed.model.Direction;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.resource.FederationObjects;
import io.meshfed.steps.verify.Commands;
import io.meshfed.steps.verify.DirectionJudge;
import io.meshfed.steps.verify.Judgement;
import io.meshfed.steps.verify.Reason;
import io.meshfed.steps.verify.StableVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One verification: look, judge, wait, look again. A mesh that cannot be read keeps its own
 * directions from being proved, and no others.
 */
final class FederationWatch {

    private static final Duration REMIND = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(5);

    private final VerifyFederationStep how;
    private final DirectionJudge judge;
    private final StableVerdict verdict;
    private final int all;
    private final Timekeeper time;
    private final Duration begin;
    private final TreeSet<Mesh> restarted = new TreeSet<>();
    private final SortedMap<Mesh, FederationLook> looks = new TreeMap<>();

    private final Map<Direction, Manifest> desiredPeers = new TreeMap<>();

    /** Of meshes that are left out, and of restarts. */
    private final List<Failure> failures = new ArrayList<>();

    private StepContext context;
    private List<Failure> unread = List.of();
    private String lastSaid = "";
    private Duration lastSaidAt;
    private Duration lastWhole;
    private boolean stale;
    private Duration lastRestart;

    /** A look at many meshes takes a while; clusters have other things to do in between. */
    private Duration lastLook = Duration.ZERO;

    FederationWatch(VerifyFederationStep how, StepContext context) {
        this.how = how;
        this.context = context;
        this.judge = new DirectionJudge(how.syncPeriod());
        this.verdict = new StableVerdict(context.federation().directions(), how.samples());
        this.all = context.federation().directions().size();
        this.time = context.settings().time();
        this.begin = time.elapsed();
        this.lastSaidAt = begin;
        this.lastWhole = begin;
        this.lastRestart = begin;
    }

    void untilVerified(SortedMap<Mesh, FederationLook> first) {
        looks.putAll(first);
        while (true) {
            Duration from = time.elapsed();
            boolean good = judge();
            lastLook = lastLook.plus(since(from));
            boolean restarting = restart();
            if (unread.isEmpty() && !restarting && (verdict.verified() || inVain())) {
                return;
            }
            if (context.settings().deadline().passed()) {
                return;
            }
            say();
            context.settings().pause(longer(how.interval(), lastLook.multipliedBy(2)));
            from = time.elapsed();
            lookAgain(good);
            lastLook = since(from);
        }
    }

    /** Only what was read in this look counts. */
    private boolean judge() {
        StepContext read = context.narrowedTo(Survivors.of(context.federation(), unread));
        List<Judgement> judgements = new FederationSight(read, looks, desiredPeers).judge(judge);
        judgements.forEach(verdict::sample);
        return unread.isEmpty() && judgements.stream().allMatch(Judgement::good);
    }

    /**
     * After a good look only the connections can have changed; else the statuses; now and then
     * everything.
     */
    private void lookAgain(boolean good) {
        boolean everything = stale || since(lastWhole).compareTo(LOOK_AT_ALL) > 0;
        if (everything) {
            lastWhole = time.elapsed();
            stale = false;
        }
        Work<Mesh, FederationLook> work =
                Work.onMeshes(
                        context,
                        mesh -> {
                            FederationLook last = looks.get(mesh);
                            if (everything) {
                                return FederationLook.at(context, mesh);
                            }
                            return good ? last.connections(context) : last.statuses(context);
                        });
        looks.putAll(VerifyFederationStep.looks(work));
        unread = work.failures().stream().filter(FederationWatch::passing).toList();
        leaveOut(work.failures().stream().filter(failure -> !passing(failure)).toList());
    }

    private Duration since(Duration moment) {
        return time.elapsed().minus(moment);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static boolean passing(Failure failure) {
        return failure.error().errorClass() == ErrorClass.TRANSIENT;
    }

    /** No later look would show more of a mesh that refuses us. */
    private void leaveOut(List<Failure> refused) {
        failures.addAll(refused);
        for (Failure failure : refused) {
            for (String name : failure.meshes()) {
                context.federation().mesh(name).ifPresent(verdict::leaveOut);
            }
        }
        context = context.narrowedTo(Survivors.of(context.federation(), refused));
    }

    /** Every direction that is still open waits for a person. */
    private boolean inVain() {
        return verdict.unverified().stream().allMatch(this::inVain);
    }

    /** What is wrong with the roots or the peer of one side shows on both as unreachable. */
    private boolean inVain(Direction direction) {
        boolean unreachable =
                verdict.last(direction)
                        .flatMap(Judgement::cause)
                        .filter(Reason.UNREACHABLE::equals)
                        .isPresent();
        return hopeless(direction) || unreachable && hopeless(direction.reversed());
    }

    private boolean hopeless(Direction direction) {
        return verdict.last(direction).filter(judgement -> !judgement.waitingHelps()).isPresent();
    }

    private boolean restart() {
        boolean restarting = false;
        if (!how.restartIstiod()) {
            return restarting;
        }
        Set<Mesh> advised = new TreeSet<>(verdict.restartAdvice());
        if (settled()) {
            advised.addAll(LastResort.restarts(verdict.last()));
        }
        for (Mesh mesh : advised) {
            restarting |= restarted.add(mesh) && restarted(mesh);
        }
        if (restarting) {
            stale = true;
            verdict.forget();
            lastRestart = time.elapsed();
        }
        return restarting;
    }

    /**
     * The peers of a mesh whose istiod starts anew are cut off meanwhile, which looks like what the
     * last resort is for. One sync period is for the start, one for the list that shows that it
     * helped.
     */
    private boolean settled() {
        Duration pause = how.syncPeriod().multipliedBy(2);
        return restarted.isEmpty() || since(lastRestart).compareTo(pause) > 0;
    }

    /** A restart that is refused is told; what was seen of the federation is told all the same. */
    private boolean restarted(Mesh mesh) {
        context.settings()
                .progress()
                .warning("restarting istiod of mesh '%s'".formatted(mesh.name()));
        try {
            context.restart(mesh, FederationObjects.istiod(mesh));
            return true;
        } catch (FederationException refused) {
            if (refused.errorClass() == ErrorClass.INTERRUPTED) {
                throw refused;
            }
            failures.add(Failure.ofMesh(mesh.name(), refused));
            return false;
        }
    }

    private void say() {
        String progress =
                verdict.verified() && !unread.isEmpty()
                        ? unread.get(0).error().getMessage()
                        : verdict.progress();
        if (!progress.equals(lastSaid) || since(lastSaidAt).compareTo(REMIND) > 0) {
            context.settings().progress().waiting("the federation", progress);
            lastSaid = progress;
            lastSaidAt = time.elapsed();
        }
    }

    StepReport report() {
        List<Check> checks = new ArrayList<>();
        verdict.last().forEach(judgement -> checks.addAll(judgement.checks()));
        long verified =
                context.federation().directions().stream().filter(verdict::verified).count();
        return StepReport.of(VerifyFederationStep.NAME)
                .withChecks(checks)
                .withFailures(unverified())
                .withFailures(unread)
                .withFailures(failures)
                .withResult("verified", String.valueOf(verified))
                .withResult("failed", String.valueOf(all - verified))
                .withData("restartAdvice", advice())
                .withData(
                        "matrix",
                        new FederationSight(context, looks).matrix(verdict.last()).toData());
    }

    /** Of what could not be read at the end the mesh is the failure, not each of its directions. */
    private List<Failure> unverified() {
        return verdict.unverified().stream()
                .filter(direction -> !unread(direction.local()) && !unread(direction.remote()))
                .map(
                        direction ->
                                Unverified.failure(
                                        direction,
                                        verdict.last(direction),
                                        " after " + Durations.text(since(begin))))
                .toList();
    }

    private boolean unread(Mesh mesh) {
        return unread.stream().anyMatch(failure -> failure.meshes().contains(mesh.name()));
    }

    private List<Map<String, Object>> advice() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Mesh mesh : verdict.restartAdvice()) {
            Map<String, Object> row = new TreeMap<>();
            row.put("mesh", mesh.name());
            row.put("restart", Commands.restartIstiod(mesh));
            rows.add(row);
        }
        return rows;
    }
}
