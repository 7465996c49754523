package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.RunSettings;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.probe.Expectation;
import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Measurement;
import io.meshfed.probe.Measures;
import io.meshfed.probe.Target;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.time.Duration;
import java.util.List;

/**
 * Sends requests to a service of a mesh from outside, and tells who answered, how fast, and what
 * was lost. Writes nothing.
 *
 * @param service what it is called in the report; its namespace may be empty
 */
public record ProbeServiceStep(
        String service, ProbeRequest request, LoadPlan plan, List<Expectation> expectations)
        implements Step {

    public static final String NAME = "probe-service";

    public ProbeServiceStep {
        requireNonNull(service);
        requireNonNull(request);
        requireNonNull(plan);
        expectations = List.copyOf(expectations);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Mesh mesh = context.federation().meshes().get(0);
        RunSettings settings = context.settings();
        requireTime(settings);
        // A name that nobody knows must not be reported as if it had answered.
        ServiceNames.of(context, mesh, "--service", service);
        Target target = request.target(context, mesh);
        settings.progress()
                .doing(
                        "probing %s: %s, %d a second"
                                .formatted(
                                        target.url(),
                                        Words.count(plan.requests(), "request"),
                                        plan.rate()));
        Measures measures = new Measures();
        try (Load load = Load.start(target, request.tls(), plan, measures)) {
            boolean whole = LoadWatch.follow(load, measures, plan, settings);
            load.stop();
            Duration took = load.elapsed();
            String inShort = ProbeReport.inShort(measures.soFar(), plan.requests());
            if (measures.soFar().answered() > 0) {
                settings.progress().done(inShort);
            } else {
                settings.progress().doing(inShort);
            }
            ProbeReport report = new ProbeReport(mesh, measures.soFar(), expectations);
            return report.told(NAME)
                    .withData("probe", report.data(service, target, took))
                    .withFailures(whole ? List.of() : cutShort(settings, measures.soFar()));
        }
    }

    private Duration length() {
        return Duration.ofSeconds(plan.requests() / plan.rate());
    }

    private void requireTime(RunSettings settings) {
        if (length().compareTo(settings.deadline().remaining()) > 0) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s at %d a second take %s, and the run may last %s"
                            .formatted(
                                    Words.count(plan.requests(), "request"),
                                    plan.rate(),
                                    Durations.text(length()),
                                    Durations.text(settings.timeout())),
                    "Send fewer, send them faster with --rate, or raise --timeout.");
        }
    }

    /** What was measured until then is told all the same; a signal is told by whoever heard it. */
    private List<Failure> cutShort(RunSettings settings, Measurement measured) {
        if (settings.cancellation().isCancelled()) {
            return List.of();
        }
        return List.of(
                Failure.ofRun(
                        new FederationException(
                                ErrorClass.WAIT,
                                "the run's time was over after %d of %s"
                                        .formatted(
                                                measured.sent(),
                                                Words.count(plan.requests(), "request")),
                                "Raise --timeout, or send fewer.")));
    }
}
