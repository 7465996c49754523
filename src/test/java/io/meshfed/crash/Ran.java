package io.meshfed.crash;

import io.meshfed.cluster.WiredSessions.Sent;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one run came to.
 *
 * @param verdict empty when the process ended before it had one
 * @param bug what nobody expected
 * @param requests that it sent, in order
 * @param sentAt when, as long after the beginning of the world
 */
record Ran(
        Optional<ErrorClass> verdict,
        Optional<Throwable> bug,
        List<FederationException> failures,
        List<StepReport> reports,
        List<Sent> requests,
        List<Duration> sentAt,
        Duration took) {

    boolean ok() {
        return verdict.equals(Optional.of(ErrorClass.OK));
    }

    List<Sent> writes() {
        return requests.stream().filter(Sent::writes).toList();
    }

    /** What the same schedule must give again. */
    List<String> lines() {
        return requests.stream()
                .map(
                        request ->
                                "%s %s %s %d"
                                        .formatted(
                                                request.cluster(),
                                                request.method(),
                                                request.path(),
                                                request.body().length()))
                .toList();
    }

    @Override
    public String toString() {
        return "%s after %d requests in %s%s%s"
                .formatted(
                        verdict.map(ErrorClass::label).orElse("ended"),
                        requests.size(),
                        took,
                        failures.stream()
                                .map(f -> "\n    %s: %s".formatted(f.errorClass(), f.getMessage()))
                                .reduce("", String::concat),
                        bug.map(b -> "\n    " + b).orElse(""));
    }
}
