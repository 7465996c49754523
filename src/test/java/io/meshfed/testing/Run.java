package io.meshfed.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.StepReport;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What one run said, and what it sent.
 *
 * @param sent by all sessions, by verb
 * @param requests as the servers saw them
 */
public record Run(
        List<StepReport> reports, SortedMap<String, Integer> sent, List<SeenRequest> requests) {

    public List<SeenRequest> writes() {
        return requests.stream().filter(SeenRequest::write).toList();
    }

    public List<FederationException> failures() {
        return reports.stream()
                .flatMap(report -> report.failures().stream())
                .map(failure -> failure.error())
                .toList();
    }

    public List<Change> changes() {
        return reports.stream().flatMap(report -> report.changes().stream()).toList();
    }

    public List<Change> changes(Change.Kind kind) {
        return changes().stream().filter(change -> change.kind() == kind).toList();
    }

    public StepReport report(String step) {
        return reports.stream()
                .filter(report -> report.step().equals(step))
                .findFirst()
                .orElseThrow(() -> new AssertionError("step " + step + " did not run"));
    }

    public StepReport last() {
        return reports.get(reports.size() - 1);
    }

    public List<Check> checks(CheckCode code) {
        return reports.stream()
                .flatMap(report -> report.checks().stream())
                .filter(check -> check.code() == code)
                .toList();
    }

    /** The rows of a list in the last report's data. */
    public List<Map<String, Object>> rows(String name) {
        return Trees.objects(last().data().get(name));
    }

    public Run requireOk() {
        assertEquals(List.of(), failures().stream().map(Run::text).toList());
        return this;
    }

    /** The only thing that went wrong, which must be of this class. */
    public FederationException failure(ErrorClass expected) {
        List<FederationException> failures = failures();
        List<String> texts = failures.stream().map(Run::text).toList();
        assertEquals(1, failures.size(), texts::toString);
        assertEquals(expected, failures.get(0).errorClass(), texts::toString);
        return failures.get(0);
    }

    /** As {@link #failure}, and no write was sent. */
    public FederationException refusal(ErrorClass expected) {
        FederationException failure = failure(expected);
        assertEquals(List.of(), writes());
        return failure;
    }

    /** Everything that a reader is told of a failure. */
    public static String text(FederationException failure) {
        return "%s: %s / %s / %s"
                .formatted(
                        failure.errorClass(),
                        failure.getMessage(),
                        failure.remedy(),
                        failure.details());
    }
}
