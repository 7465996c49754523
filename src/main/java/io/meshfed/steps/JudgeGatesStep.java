package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.gates.Approval;
import io.meshfed.gates.GateRound;
import io.meshfed.gates.GateWorld;
import io.meshfed.gates.Gates;
import io.meshfed.gates.Reading;
import io.meshfed.promotion.Gate;
import io.meshfed.report.Redactor;
import io.meshfed.report.StepReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Asks gates and says pass, fail or unknown, with what was read. Writes nothing.
 *
 * @param mesh that is judged
 * @param probe how the requests of probe gates are sent
 */
public record JudgeGatesStep(
        String mesh, List<Gate> gates, GateProbe probe, Limits limits, Inputs inputs)
        implements Step {

    public static final String NAME = "judge-gates";

    public JudgeGatesStep {
        requireNonNull(mesh);
        gates = List.copyOf(gates);
        requireNonNull(probe);
        requireNonNull(limits);
        requireNonNull(inputs);
    }

    /**
     * @param patience how long gates that cannot say are asked again; zero for once
     * @param maxAge of what a verdict may be made of
     */
    public record Limits(Duration patience, Duration maxAge) {
        public Limits {
            requireNonNull(patience);
            requireNonNull(maxAge);
        }
    }

    /**
     * What comes from the machine and the person at it.
     *
     * @param folder of the file that the gates are from
     */
    public record Inputs(
            Approval approval, Path folder, Redactor redactor, Map<String, String> environment) {
        public Inputs {
            requireNonNull(approval);
            requireNonNull(folder);
            requireNonNull(redactor);
            environment = Map.copyOf(environment);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        return new GatesReport(mesh, ask(context)).told(NAME);
    }

    /** What each of the gates says, in their order, without the secrets of the run. */
    public List<Reading> ask(StepContext context) {
        GateWorld world =
                new GateWorld(
                        context.settings().time(),
                        context.settings().cancellation(),
                        context.settings().deadline(),
                        inputs.folder(),
                        inputs.redactor(),
                        inputs.environment());
        Gates ready =
                new Gates(
                        world,
                        inputs.approval(),
                        limits.maxAge(),
                        gate -> probe.ask(context, mesh, gate));
        return new GateRound(ready.of(gates), limits.patience(), limits.maxAge())
                .ask(world, new ToldGates(context.settings().progress())).stream()
                        .map(this::safe)
                        .toList();
    }

    /** Servers and programs quote what they like, and it is stored, not only printed. */
    private Reading safe(Reading reading) {
        return new Reading(
                reading.gate(),
                reading.verdict(),
                reading.reason(),
                inputs.redactor().of(reading.statement()),
                inputs.redactor().of(reading.hint()),
                reading.at());
    }
}
