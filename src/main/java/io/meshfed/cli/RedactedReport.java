package io.meshfed.cli;

import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.Failure;
import io.meshfed.report.FederationException;
import io.meshfed.report.FieldChange;
import io.meshfed.report.Redactor;
import io.meshfed.report.RunReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A report without the secrets that somebody repeated in it. Done before the report takes any form:
 * in JSON and XML a text may look different from what it is.
 */
final class RedactedReport {

    private final Redactor redactor;

    private RedactedReport(Redactor redactor) {
        this.redactor = redactor;
    }

    static RunReport of(RunReport report, Redactor redactor) {
        return new RedactedReport(redactor).of(report);
    }

    private RunReport of(RunReport report) {
        TreeMap<String, String> results = new TreeMap<>(report.results());
        results.replaceAll((name, value) -> redactor.of(value));
        Map<String, Object> data = new LinkedHashMap<>(report.data());
        data.replaceAll((name, value) -> tree(value));
        return new RunReport(
                report.command(),
                report.federation(),
                report.verdict(),
                report.changes().stream().map(this::change).toList(),
                report.requests(),
                report.checks().stream().map(this::check).toList(),
                report.failures().stream().map(this::failure).toList(),
                results,
                data);
    }

    private Change change(Change change) {
        return new Change(
                change.kind(),
                change.cluster(),
                change.object(),
                change.fields().stream().map(this::field).toList());
    }

    private FieldChange field(FieldChange field) {
        return new FieldChange(
                redactor.of(field.path()), redactor.of(field.before()), redactor.of(field.after()));
    }

    private Check check(Check check) {
        return new Check(
                check.code(),
                check.mesh(),
                check.peer(),
                check.status(),
                redactor.of(check.statement()),
                redactor.of(check.reason()),
                redactor.of(check.observed()),
                redactor.of(check.hint()));
    }

    private Failure failure(Failure failure) {
        FederationException error = failure.error();
        return new Failure(
                failure.meshes(),
                new FederationException(
                        error.errorClass(),
                        redactor.of(error.getMessage()),
                        redactor.of(error.remedy()),
                        error.details().stream().map(redactor::of).toList(),
                        error.getCause()));
    }

    private Object tree(Object value) {
        if (value instanceof String text) {
            return redactor.of(text);
        }
        if (value instanceof Collection<?> many) {
            List<Object> safe = new ArrayList<>();
            many.forEach(one -> safe.add(tree(one)));
            return safe;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> safe = new LinkedHashMap<>();
            map.forEach((key, one) -> safe.put(tree(key), tree(one)));
            return safe;
        }
        return value;
    }
}
