package io.meshfed.cli;

import io.meshfed.cluster.LockOptions;
import io.meshfed.promotion.Promotion;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.steps.promotion.GateQuestions;
import io.meshfed.steps.promotion.RunTerms;
import io.meshfed.steps.verify.DirectionJudge;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that leads a promotion on, or back. */
abstract class PromotingCommand extends StepCommand {

    @Mixin EntranceOptions probe;
    @Mixin AskingOptions gates;
    @Mixin LockOption lock;

    @Option(
            names = "--rollback-timeout",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = DurationConverter.Patience.class,
            description =
                    "How long what cannot be taken back is tried again, before it is PARTIAL. Default: 5m.")
    Duration rollback = Duration.ofMinutes(5);

    @Option(
            names = "--sync-period",
            paramLabel = "TIME",
            defaultValue = "60s",
            converter = DurationConverter.Limit.class,
            description = "istiod's --resync. Default: 60s; up to Service Mesh 2.5.0 it is 5m.")
    Duration syncPeriod = DirectionJudge.DEFAULT_SYNC_PERIOD;

    private final Surroundings surroundings;
    private final String run;

    PromotingCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
        this.run = UUID.randomUUID().toString().substring(0, 8);
    }

    @Override
    Optional<LockOptions> lock() {
        return Optional.of(lock.options(name(), LockOptions.Sharing.AMONG_STEPS));
    }

    /** The same all the time, and of no other process. */
    private String name() {
        return runName().replaceFirst("-[0-9a-f]{8}(@|$)", "-" + run + "$1");
    }

    RunTerms terms(Duration install) {
        return new RunTerms(
                name(),
                lock.holder.isEmpty() ? name() : lock.holder,
                lock.wait,
                install,
                syncPeriod);
    }

    /**
     * @param staging what is sent to staging, of what is sent to production
     * @param evidence how old a pass may be that something is done by
     */
    GateQuestions questions(UnaryOperator<ProbeRequest> staging, Duration evidence) {
        return new GateQuestions(
                probe(staging),
                probe(same -> same),
                gates.limits(),
                gates.inputs(federation.file, "", surroundings),
                evidence);
    }

    private GateProbe probe(UnaryOperator<ProbeRequest> changed) {
        return new GateProbe(
                path -> changed.apply(probe.request(path, surroundings.redactor())),
                gates.rate,
                gates.concurrency,
                probe.requestTimeout);
    }

    String programs() {
        return surroundings.console().environment().getOrDefault("PATH", "");
    }

    static boolean concerns(Promotion promotion, String mesh) {
        return promotion.from().equals(mesh) || promotion.to().equals(mesh);
    }
}
