package io.meshfed.steps.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.gates.Approval;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Promotion;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.JudgeGatesStep;
import java.time.Duration;
import java.util.List;

/**
 * How the gates of a promotion are asked.
 *
 * @param staging how requests get into the staging mesh
 * @param production how they get into the production mesh
 * @param limits for how long gates that cannot say are asked again, and how old an answer may be
 * @param inputs what comes from the machine and the person at it
 * @param evidence how old a pass may be that something is done by
 */
public record GateQuestions(
        GateProbe staging,
        GateProbe production,
        JudgeGatesStep.Limits limits,
        JudgeGatesStep.Inputs inputs,
        Duration evidence) {

    public GateQuestions {
        requireNonNull(staging);
        requireNonNull(production);
        requireNonNull(limits);
        requireNonNull(inputs);
        requireNonNull(evidence);
    }

    /** Asked before anything is offered to production. */
    JudgeGatesStep ofStaging(Promotion promotion, String plan) {
        return asked(promotion.from(), promotion.gates(), staging, plan);
    }

    JudgeGatesStep ofProduction(Promotion promotion, String plan) {
        return asked(promotion.to(), promotion.gates(), production, plan);
    }

    /** Whether production answers; what else was asked is of the release, and that is gone. */
    JudgeGatesStep ofProductionAlone(Promotion promotion, String plan) {
        List<Gate> probes =
                promotion.gates().stream().filter(Gate.Probe.class::isInstance).toList();
        return asked(promotion.to(), probes, production, plan);
    }

    private JudgeGatesStep asked(String mesh, List<Gate> gates, GateProbe probe, String plan) {
        Approval said = inputs.approval();
        return new JudgeGatesStep(
                mesh,
                gates,
                probe,
                limits,
                new JudgeGatesStep.Inputs(
                        new Approval(plan, said.word(), said.file()),
                        inputs.folder(),
                        inputs.redactor(),
                        inputs.environment()));
    }
}
