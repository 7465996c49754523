package io.meshfed.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.meshfed.report.Change;
import io.meshfed.report.Check;
import io.meshfed.report.Failure;
import io.meshfed.report.RunReport;
import io.meshfed.report.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as JSON: the same top level for every command, then what is the command's own. */
final class JsonReport {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    static String of(RunReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", report.command());
        json.put("federation", report.federation());
        json.put("class", report.verdict().errorClass().label());
        json.put("exitCode", report.verdict().exitCode());
        json.put("changed", report.changed());
        json.put("requests", report.requests());
        json.put("checks", report.checks().stream().map(JsonReport::check).toList());
        json.put("errors", report.failures().stream().map(JsonReport::failure).toList());
        json.put("changes", report.changes().stream().map(JsonReport::change).toList());
        json.put("results", report.results());
        json.putAll(report.data());
        try {
            return MAPPER.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    private static Map<String, Object> check(Check check) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", check.code().code());
        json.put("mesh", check.mesh());
        json.put("peer", check.peer());
        json.put("status", check.status().label());
        json.put("statement", check.statement());
        json.put("reason", check.reason());
        json.put("observed", SafeText.of(check.observed()));
        json.put("hint", check.hint());
        return json;
    }

    private static Map<String, Object> failure(Failure failure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("class", failure.error().errorClass().label());
        json.put("meshes", List.copyOf(failure.meshes()));
        json.put("problem", failure.error().getMessage());
        json.put("remedy", failure.error().remedy());
        json.put("details", failure.error().details());
        return json;
    }

    private static Map<String, Object> change(Change change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("change", change.kind().label());
        json.put("cluster", change.cluster());
        json.put("kind", change.object().type().kind());
        json.put("namespace", change.object().namespace());
        json.put("name", change.object().name());
        json.put(
                "fields",
                change.fields().stream()
                        .map(
                                field -> {
                                    Map<String, Object> one = new LinkedHashMap<>();
                                    one.put("path", field.path());
                                    one.put("before", field.before());
                                    one.put("after", field.after());
                                    return one;
                                })
                        .toList());
        return json;
    }
}
