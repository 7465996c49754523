package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.Observation;
import io.meshfed.engine.StepContext;
import io.meshfed.promotion.Action.Do;
import io.meshfed.promotion.Finding;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionRecord;
import io.meshfed.promotion.Work;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.ProvedPeers;
import io.meshfed.steps.sets.ReleaseSet;
import io.meshfed.traffic.LocalService;
import io.meshfed.traffic.Routing;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What leads a release from staging to production. Each work that writes looks first whether all is
 * still as it was approved.
 *
 * @param install how long what was installed may take to be ready
 */
record ForwardWorks(PromotionScene scene, Ground ground, GateWorks gates, Duration install)
        implements Works {

    /** What the clusters say, and not that they could not be asked. */
    private static final Set<ErrorClass> MOVED =
            EnumSet.of(ErrorClass.PRECOND, ErrorClass.CONFLICT, ErrorClass.INPUT);

    ForwardWorks {
        requireNonNull(scene);
        requireNonNull(ground);
        requireNonNull(gates);
        requireNonNull(install);
    }

    @Override
    public Found perform(Do todo, PromotionRecord record) {
        if (todo.work().needsEvidence() && !gates.isFresh(record, judgedBefore(todo))) {
            told("what the gates said is too old to go on by: asking again");
            return Found.of(Finding.STALE);
        }
        return switch (todo.work()) {
            case COMPARE_PLAN -> compare(record);
            case STORE_SNAPSHOT -> store(record);
            case JUDGE_RELEASE -> gates.release(record);
            case WIDEN_EXPORTS -> widen(record);
            case ROUTE, LOWER_ROUTE ->
                    away(record, Patterns.ofStep(scene.promotion(), todo.step()));
            case JUDGE_STEP -> gates.step(record, todo.step());
            case INSTALL -> install(record);
            case ROUTE_HOME -> home(record);
            case ROUTE_FULL -> away(record, Patterns.full(scene.promotion()));
            case PROVE -> prove(record);
            default -> throw new IllegalArgumentException("not on the way forward: " + todo);
        };
    }

    private void told(String what) {
        scene.context().settings().progress().doing(what);
    }

    /** The release itself before its first step, then the step before. */
    private String judgedBefore(Do todo) {
        boolean ofStep = todo.work() == Work.ROUTE;
        if (todo.work() == Work.WIDEN_EXPORTS || ofStep && todo.step() == 0) {
            return Verdicts.OF_RELEASE;
        }
        int steps = scene.promotion().ramp().size();
        return Verdicts.ofStep((ofStep ? todo.step() : steps) - 1);
    }

    private Found compare(PromotionRecord record) {
        Optional<FederationException> moved = moved(record);
        return moved.map(why -> Found.of(Finding.MOVED, why))
                .orElseGet(() -> Found.of(Finding.MATCHES));
    }

    private Optional<FederationException> moved(PromotionRecord record) {
        try {
            requirePlanned(record);
            return Optional.empty();
        } catch (FederationException refused) {
            if (MOVED.contains(refused.errorClass())) {
                return Optional.of(refused);
            }
            throw refused;
        }
    }

    private Planned requirePlanned(PromotionRecord record) {
        return new StandingPlan(scene, record).approved();
    }

    private Found store(PromotionRecord record) {
        Planned now = requirePlanned(record);
        String digest = ground.snapshots().store(now.snapshot(), gates.hold()::require);
        told("snapshot %s is stored".formatted(digest));
        return Found.snapshot(digest);
    }

    /** Offered first, then taken: what is not offered cannot be imported. */
    private Found widen(PromotionRecord record) {
        Planned now = requirePlanned(record);
        for (Touched.Role role : List.of(Touched.Role.EXPORTS, Touched.Role.IMPORTS)) {
            now.objects().stream().filter(touched -> touched.role() == role).forEach(this::widen);
        }
        new ProvedPeers(scene.context(), ground.syncPeriod()).awaitInStep(ground.directions());
        return Found.of(Finding.DONE);
    }

    private void widen(Touched touched) {
        for (PlannedState state : touched.states()) {
            if (state.phase() == Phase.EXPORTING) {
                Observation seen = ground.look(touched.mesh(), touched.ref());
                state.manifest()
                        .map(planned -> touched.wanted(planned, seen.of(touched.ref())))
                        .ifPresent(set -> scene.context().apply(touched.mesh(), set, seen));
            }
        }
    }

    private Found away(PromotionRecord record, TrafficPattern pattern) {
        Planned now = requirePlanned(record);
        told("routing %s: %s".formatted(ground.service(), pattern));
        return ground.routes().away(pattern, now.hosts());
    }

    private Found home(PromotionRecord record) {
        Planned now = requirePlanned(record);
        TrafficPattern pattern = Patterns.home(stood(now));
        told("routing %s home: %s".formatted(ground.service(), pattern));
        return ground.routes().home(pattern, now.hosts());
    }

    /** The pattern that stood before all this. */
    private TrafficPattern stood(Planned now) {
        return now.objects().stream()
                .filter(each -> each.ref().equals(LocalService.virtualService(ground.service())))
                .flatMap(each -> each.before().found().stream())
                .map(found -> Routing.patternOf(found).orElse(TrafficPattern.STANDARD))
                .findFirst()
                .orElse(TrafficPattern.NONE);
    }

    /** What never gets ready says no to itself; what may not be written is somebody's to mend. */
    private Found install(PromotionRecord record) {
        requirePlanned(record);
        told("installing the release in mesh '%s'".formatted(ground.production().name()));
        StepContext brief = scene.context().within(install);
        boolean whole = scene.context().settings().deadline().remaining().compareTo(install) > 0;
        try {
            new ReleaseSet(brief, ground.production(), ground.service())
                    .apply(scene.files().drafts());
            return Found.of(Finding.DONE);
        } catch (FederationException failed) {
            if (failed.errorClass() == ErrorClass.WAIT && whole) {
                return Found.of(Finding.FAIL, failed);
            }
            throw failed;
        }
    }

    /** What an older promotion would need to go back cannot be gone back to any more. */
    private Found prove(PromotionRecord record) {
        Found found = gates.outcome(record);
        if (found.finding() == Finding.PASS) {
            try {
                ground.snapshots()
                        .deleteOthers(record.state().custody().snapshot(), gates.hold()::require);
            } catch (FederationException left) {
                scene.context().settings().cancellation().throwIfCancelled();
                scene.context()
                        .settings()
                        .progress()
                        .warning("older snapshots are left behind: " + left.getMessage());
            }
        }
        return found;
    }
}
