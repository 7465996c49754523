package io.meshfed.gates;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what Prometheus' API answers to an instant query. Whatever is not exactly one number is
 * refused: a gate must not read out of an answer what nobody put into it.
 */
final class QueryAnswer {

    private static final int LONGEST_QUOTE = 200;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final String WRITE_ONE =
            "A gate's query has one number as its answer; sum() over everything has, for example.";

    private QueryAnswer() {}

    /**
     * @throws UndecidedException when it is no answer, or not one number
     */
    static Figure read(byte[] body) throws UndecidedException {
        Map<String, Object> answer = tree(body);
        String status = Trees.text(answer, "status").orElse("");
        if (status.equals("error")) {
            throw new UndecidedException(
                    "query-refused", "the server says: " + error(answer), "Mend the query.");
        }
        if (!status.equals("success")) {
            throw notTheApi("its answer has no status");
        }
        List<String> warnings = Trees.texts(answer.get("warnings"));
        if (!warnings.isEmpty()) {
            throw new UndecidedException(
                    "incomplete",
                    "the server warns: " + quoted(warnings.get(0)),
                    "Its answer may lack something; see to that first.");
        }
        Map<String, Object> data = Trees.object(answer.get("data"));
        List<?> pair =
                switch (Trees.text(data, "resultType").orElse("")) {
                    case "vector" -> sample(data.get("result"));
                    case "scalar" -> list(data.get("result"));
                    case "matrix", "string" ->
                            throw new UndecidedException(
                                    "wrong-type",
                                    "the answer is of the type "
                                            + Trees.text(data, "resultType").orElse(""),
                                    WRITE_ONE);
                    default -> throw notTheApi("its answer has no type that there is");
                };
        return figure(pair, samples(data));
    }

    /** What an answer with {@code status: error} says; empty when it is not one. */
    static Optional<String> error(byte[] body) {
        try {
            Map<String, Object> answer = Json.readObject(body);
            return Trees.text(answer, "status").filter("error"::equals).map(yes -> error(answer));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static String error(Map<String, Object> answer) {
        return "%s: %s"
                .formatted(
                        quoted(Trees.text(answer, "errorType").orElse("error")),
                        quoted(Trees.text(answer, "error").orElse("not said")));
    }

    static UndecidedException notTheApi(String why) {
        return new UndecidedException(
                "not-prometheus",
                "what answers is not Prometheus' API: " + why,
                "Ask it with curl: ADDRESS/api/v1/query?query=1. A proxy or a login page may stand before it.");
    }

    private static Map<String, Object> tree(byte[] body) throws UndecidedException {
        try {
            return Json.readObject(body);
        } catch (IOException noJson) {
            throw notTheApi("its answer is no JSON object");
        }
    }

    private static List<?> sample(Object result) throws UndecidedException {
        List<?> series = list(result);
        if (series.isEmpty()) {
            throw new UndecidedException(
                    "no-data",
                    "the query has no answer: no series, or nothing new for five minutes",
                    "Send requests first, and look at the query in the console.");
        }
        if (series.size() > 1) {
            throw new UndecidedException(
                    "several-series",
                    "the query is answered with %d series".formatted(series.size()),
                    WRITE_ONE);
        }
        return list(Trees.object(series.get(0)).get("value"));
    }

    private static List<?> list(Object value) throws UndecidedException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw notTheApi("where its result should be is none");
    }

    private static Figure figure(List<?> pair, long samples) throws UndecidedException {
        if (pair.size() != 2
                || !(pair.get(0) instanceof Number seconds)
                || !(pair.get(1) instanceof String text)) {
            throw notTheApi("a value is not a time and a number");
        }
        double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
        if (!Double.isFinite(value)) {
            throw new UndecidedException(
                    "not-a-number",
                    "the query is answered with '%s'".formatted(quoted(text)),
                    "A division by no requests is NaN: send requests first.");
        }
        return new Figure(value, instant(seconds.doubleValue()), samples);
    }

    private static Instant instant(double seconds) throws UndecidedException {
        try {
            return Instant.ofEpochMilli(Math.round(seconds * 1000));
        } catch (DateTimeException noTime) {
            throw notTheApi("a value is of no time");
        }
    }

    private static long samples(Map<String, Object> data) {
        return Trees.value(data, "stats", "samples", "totalQueryableSamples")
                .filter(Number.class::isInstance)
                .map(number -> Math.max(0, ((Number) number).longValue()))
                .orElse(Figure.NOT_SAID);
    }

    private static String quoted(String hostile) {
        return SafeText.of(
                hostile.length() > LONGEST_QUOTE
                        ? hostile.substring(0, LONGEST_QUOTE) + "..."
                        : hostile);
    }
}
