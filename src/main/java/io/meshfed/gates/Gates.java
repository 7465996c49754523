package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import io.meshfed.gates.GateRound.Asked;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Gate.Command;
import io.meshfed.promotion.Gate.Confirmation;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.promotion.Gate.Prometheus;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the gates of a file ready to be asked.
 *
 * @param maxAge of what a monitoring system answers
 * @param probe sends the requests of a probe gate
 */
public record Gates(
        GateWorld world, Approval approval, Duration maxAge, Function<Probe, Opinion> probe) {

    public Gates {
        requireNonNull(world);
        requireNonNull(approval);
        requireNonNull(maxAge);
        requireNonNull(probe);
    }

    /** In their order, numbered from 1. */
    public List<Asked> of(List<Gate> gates) {
        List<Asked> asked = new ArrayList<>();
        for (Gate gate : gates) {
            asked.add(new Asked((asked.size() + 1) + " " + kind(gate), opinion(gate)));
        }
        return asked;
    }

    private static String kind(Gate gate) {
        if (gate instanceof Probe) {
            return "probe";
        }
        if (gate instanceof Prometheus) {
            return "prometheus";
        }
        return gate instanceof Command ? "command" : "confirmation";
    }

    private Supplier<Opinion> opinion(Gate gate) {
        if (gate instanceof Probe requests) {
            return () -> probe.apply(requests);
        }
        if (gate instanceof Prometheus query) {
            return () -> new PrometheusGate(query, maxAge).ask(world);
        }
        if (gate instanceof Command command) {
            return () -> CommandGate.ask(command, world);
        }
        String question = SafeText.of(((Confirmation) gate).question());
        return () -> approval.opinion(question);
    }
}
