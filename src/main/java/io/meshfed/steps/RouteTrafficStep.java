package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Spreads the requests for a service over meshes. What requests are sent to is there before they
 * are, and goes after them; nothing is sent to a peer that is not connected and in step both ways.
 *
 * @param mesh whose requests are routed
 * @param service {@code NAMESPACE/NAME}, or the name of one that the file exports
 * @param hosts from outside; empty for those that are routed already, else those of the Routes that
 *     lead to the service
 * @param syncPeriod istiod's {@code --resync}
 */
public record RouteTrafficStep(
        String mesh, String service, PatternWish wish, Set<String> hosts, Duration syncPeriod)
        implements Step {

    public static final String NAME = "route-traffic";

    public RouteTrafficStep {
        requireNonNull(mesh);
        requireNonNull(service);
        requireNonNull(wish);
        hosts = Set.copyOf(new TreeSet<>(hosts));
        requireNonNull(syncPeriod);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh local =
                context.whole()
                        .mesh(mesh)
                        .orElseThrow(() -> new IllegalArgumentException("no mesh " + mesh));
        requirePossible(context, local);
        ServiceName name = ServiceNames.of(context, local, "--service", service);
        OpenDrills.requireNotRouting(context, local, name);
        OpenPromotions.to(local, context).requireNoneOf(name);
        RouteScene scene = new RouteScene(context, local, name);
        PatternChange change = new PatternChange(scene, named(hosts), syncPeriod);
        String previous = change.standing();
        StepReport report = StepReport.of(NAME).withResult("previous-pattern", previous);
        try {
            TrafficPattern reached = change.to(wish);
            return report.withResult("pattern", reached.toString())
                    .withData("routing", List.of(change.told(reached)));
        } catch (FederationException failure) {
            return report.withFailures(List.of(Failure.ofRun(failure)));
        }
    }

    static Optional<Set<String>> named(Set<String> hosts) {
        return Optional.of(hosts).filter(some -> !some.isEmpty());
    }

    private void requirePossible(StepContext context, Mesh local) {
        List<String> problems = wish.problems(context.whole(), local);
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the pattern cannot be: %s".formatted(problems.get(0)),
                    "",
                    problems.subList(1, problems.size()),
                    null);
        }
    }
}
