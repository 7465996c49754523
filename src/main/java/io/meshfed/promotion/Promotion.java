package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ServiceName;
import java.util.List;

/**
 * What a promotion file says, checked.
 *
 * @param from name of the staging mesh
 * @param to name of the production mesh
 * @param service as it is called in production
 * @param ramp at least one step; mirrors first, then rising weights
 * @param gates asked before the ramp and after each of its steps; at least one
 */
public record Promotion(
        String name,
        String from,
        String to,
        ServiceName service,
        Release release,
        List<RampStep> ramp,
        Finish finish,
        List<Gate> gates,
        boolean needsApproval) {

    public Promotion {
        requireNonNull(name);
        requireNonNull(from);
        requireNonNull(to);
        requireNonNull(service);
        requireNonNull(release);
        requireNonNull(finish);
        ramp = List.copyOf(ramp);
        gates = List.copyOf(gates);
    }

    /** The way that it takes through the states. */
    public Course course() {
        return new Course(ramp.size(), finish, needsApproval);
    }
}
