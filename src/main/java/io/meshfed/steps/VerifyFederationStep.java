package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.report.Check;
import io.meshfed.report.Durations;
import io.meshfed.report.Failure;
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
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Waits for both directions of every peering, and proves them.
 *
 * @param samples good looks in a row that prove a direction
 * @param interval between two looks
 * @param syncPeriod istiod's {@code --resync}
 * @param restartIstiod restart the istiod of a mesh, once, where its state advises it
 */
public record VerifyFederationStep(
        int samples, Duration interval, Duration syncPeriod, boolean restartIstiod)
        implements Step {

    public static final String NAME = "verify-federation";
    private static final Duration REMIND = Duration.ofSeconds(10);
    private static final Duration LOOK_AT_ALL = Duration.ofSeconds(5);

    public VerifyFederationStep {
        requireNonNull(interval);
        requireNonNull(syncPeriod);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Work<Mesh, FederationLook> first =
                Work.onMeshes(context, mesh -> FederationLook.first(context, mesh));
        StepContext seen = context.narrowedTo(first.survivors(context));
        Watch watch = new Watch(seen);
        watch.untilVerified(looks(first));
        return watch.report().withFailures(first.failures());
    }

    private static SortedMap<Mesh, FederationLook> looks(Work<Mesh, FederationLook> work) {
        SortedMap<Mesh, FederationLook> looks = new TreeMap<>();
        work.values().forEach(look -> looks.put(look.mesh(), look));
        return looks;
    }

    /** One verification: look, judge, wait, look again. */
    private final class Watch {
        private final StepContext context;
        private final DirectionJudge judge = new DirectionJudge(syncPeriod);
        private final StableVerdict verdict;
        private final long begin = System.nanoTime();
        private final TreeSet<Mesh> restarted = new TreeSet<>();
        private List<Failure> unread = List.of();
        private Optional<FederationSight> sight = Optional.empty();
        private String lastSaid = "";
        private long lastSaidAt;
        private long lastWhole = System.nanoTime();
        private boolean stale;

        Watch(StepContext context) {
            this.context = context;
            this.verdict = new StableVerdict(context.federation().directions(), samples);
        }

        void untilVerified(SortedMap<Mesh, FederationLook> first) {
            SortedMap<Mesh, FederationLook> looks = first;
            while (true) {
                boolean good = judge(looks);
                boolean restarting = restart();
                if (unread.isEmpty() && !restarting && (verdict.verified() || inVain())) {
                    return;
                }
                if (context.settings().deadline().passed()) {
                    return;
                }
                say();
                context.settings().cancellation().await(interval);
                context.settings().cancellation().throwIfCancelled();
                looks = next(looks, good);
            }
        }

        private boolean judge(SortedMap<Mesh, FederationLook> looks) {
            FederationSight now = new FederationSight(context, looks);
            List<Judgement> judgements = now.judge(judge);
            if (unread.isEmpty()) {
                judgements.forEach(verdict::sample);
            }
            sight = Optional.of(now);
            return judgements.stream().allMatch(Judgement::good);
        }

        /**
         * After a good look only the connections can have changed; else the statuses; now and then
         * everything.
         */
        private SortedMap<Mesh, FederationLook> next(
                SortedMap<Mesh, FederationLook> before, boolean good) {
            boolean everything = stale || System.nanoTime() - lastWhole > LOOK_AT_ALL.toNanos();
            if (everything) {
                lastWhole = System.nanoTime();
                stale = false;
            }
            return kept(
                    before,
                    Work.onMeshes(
                            context,
                            mesh -> {
                                FederationLook last = before.get(mesh);
                                if (everything) {
                                    return FederationLook.at(context, mesh);
                                }
                                return good ? last.connections(context) : last.statuses(context);
                            }));
        }

        /**
         * What could not be read now is judged by what was read before; the failure is told if it
         * is the last word.
         */
        private SortedMap<Mesh, FederationLook> kept(
                SortedMap<Mesh, FederationLook> before, Work<Mesh, FederationLook> work) {
            SortedMap<Mesh, FederationLook> looks = new TreeMap<>(before);
            looks.putAll(looks(work));
            unread = work.failures();
            return looks;
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
            return verdict.last(direction)
                    .filter(judgement -> !judgement.waitingHelps())
                    .isPresent();
        }

        private boolean restart() {
            boolean restarting = false;
            if (!restartIstiod) {
                return restarting;
            }
            for (Mesh mesh : verdict.restartAdvice()) {
                if (restarted.add(mesh)) {
                    context.settings()
                            .progress()
                            .warning("restarting istiod of mesh '%s'".formatted(mesh.name()));
                    context.sessionFor(mesh).restart(FederationObjects.istiod(mesh));
                    restarting = true;
                }
            }
            if (restarting) {
                stale = true;
                verdict.forget();
            }
            return restarting;
        }

        private void say() {
            String progress = verdict.progress();
            long now = System.nanoTime();
            if (!progress.equals(lastSaid) || now - lastSaidAt > REMIND.toNanos()) {
                context.settings().progress().waiting("the federation", progress);
                lastSaid = progress;
                lastSaidAt = now;
            }
        }

        StepReport report() {
            List<Check> checks = new ArrayList<>();
            verdict.last().forEach(judgement -> checks.addAll(judgement.checks()));
            List<Direction> unverified = verdict.unverified();
            int all = context.federation().directions().size();
            StepReport report =
                    StepReport.of(NAME)
                            .withChecks(checks)
                            .withFailures(unverified.stream().map(this::failure).toList())
                            .withFailures(unread)
                            .withResult("verified", String.valueOf(all - unverified.size()))
                            .withResult("failed", String.valueOf(unverified.size()))
                            .withData("restartAdvice", advice());
            return sight.map(s -> report.withData("matrix", s.matrix(verdict.last()).toData()))
                    .orElse(report);
        }

        private List<Map<String, Object>> advice() {
            List<Map<String, Object>> rows = new ArrayList<>();
            verdict.restartAdvice()
                    .forEach(
                            mesh -> {
                                Map<String, Object> row = new TreeMap<>();
                                row.put("mesh", mesh.name());
                                row.put("restart", Commands.restartIstiod(mesh));
                                rows.add(row);
                            });
            return rows;
        }

        private Failure failure(Direction direction) {
            return Unverified.failure(
                    direction,
                    verdict.last(direction),
                    " after " + Durations.text(Duration.ofNanos(System.nanoTime() - begin)));
        }
    }
}
