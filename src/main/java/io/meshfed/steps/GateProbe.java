package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.StepContext;
import io.meshfed.gates.Opinion;
import io.meshfed.gates.ProbeJudge;
import io.meshfed.model.Mesh;
import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Measures;
import io.meshfed.probe.Target;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import java.time.Duration;
import java.util.function.Function;

/**
 * Sends the requests of probe gates.
 *
 * @param request what is sent, for the path of a gate
 * @param rate how many are begun each second
 * @param connections how many can be under way at once
 * @param limit after which a request has failed
 * @param source where its loads come from
 */
public record GateProbe(
        Function<String, ProbeRequest> request,
        int rate,
        int connections,
        Duration limit,
        Load.Source source) {

    public GateProbe {
        requireNonNull(request);
        requireNonNull(limit);
        requireNonNull(source);
    }

    /** Over the network. */
    public GateProbe(
            Function<String, ProbeRequest> request, int rate, int connections, Duration limit) {
        this(request, rate, connections, limit, Load::start);
    }

    /** What cannot be asked, for whatever reason, is unknown; only an interruption goes on up. */
    Opinion ask(StepContext context, String mesh, Probe gate) {
        try {
            ProbeRequest asked = request.apply(gate.path());
            if (!(asked.entrance() instanceof Entrance.At)) {
                requireCluster(context);
            }
            return measured(context, asked.target(context, mesh(context, mesh)), asked, gate);
        } catch (FederationException failed) {
            if (failed.errorClass() == ErrorClass.INTERRUPTED) {
                throw failed;
            }
            return Opinion.unknown("no-way-in", failed.getMessage(), failed.remedy());
        }
    }

    /** A Route of the wrong cluster would pass for the right one. */
    private static void requireCluster(StepContext context) {
        new CheckIdentityStep()
                .run(context).failures().stream()
                        .map(Failure::error)
                        .findFirst()
                        .ifPresent(
                                error -> {
                                    throw error;
                                });
    }

    private static Mesh mesh(StepContext context, String name) {
        return context.whole().mesh(name).orElseThrow();
    }

    private Opinion measured(StepContext context, Target target, ProbeRequest asked, Probe gate) {
        LoadPlan plan = new LoadPlan(gate.requests(), rate, connections, limit);
        Measures measures = new Measures();
        try (Load load = source.start(target, asked.tls(), plan, measures)) {
            LoadWatch.follow(load, measures, plan, context.settings());
            load.stop();
        }
        return ProbeJudge.judge(gate, measures.soFar());
    }
}
