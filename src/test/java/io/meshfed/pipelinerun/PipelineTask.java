package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A task of a Pipeline as its YAML says it. */
record PipelineTask(JsonNode node) {

    private static final Pattern RESULT =
            Pattern.compile("tasks\\.([^.]+)\\.results\\.([^.\\[]+).*");

    String name() {
        return node.path("name").asText();
    }

    String taskName() {
        return node.path("taskRef").path("name").asText();
    }

    /** What another controller does, such as asking a person; empty for a Task. */
    String custom() {
        return taskName().isEmpty() ? node.path("taskRef").path("kind").asText() : "";
    }

    int retries() {
        return node.path("retries").asInt();
    }

    boolean goesOnAfterError() {
        return node.path("onError").asText().equals("continue");
    }

    Duration timeout() {
        return Durations.of(node.path("timeout"), TaskCall.USUAL_TIMEOUT);
    }

    JsonNode when() {
        return node.path("when");
    }

    /** Empty when it is not given. */
    String param(String name) {
        for (JsonNode each : node.path("params")) {
            if (each.path("name").asText().equals(name)) {
                return each.path("value").asText();
            }
        }
        return "";
    }

    /** Results that it reads: {@code task/result}. */
    Set<String> resultsRead() {
        Set<String> read = new TreeSet<>();
        for (JsonNode part : new JsonNode[] {node.path("params"), when()}) {
            for (String each : Variables.references(part)) {
                Matcher matcher = RESULT.matcher(each);
                if (matcher.matches()) {
                    read.add(matcher.group(1) + "/" + matcher.group(2));
                }
            }
        }
        return read;
    }

    Set<String> runAfter() {
        Set<String> before = new TreeSet<>();
        node.path("runAfter").forEach(each -> before.add(each.asText()));
        return before;
    }

    /** Tasks that must have ended before it. */
    Set<String> dependencies() {
        Set<String> all = runAfter();
        resultsRead().forEach(each -> all.add(each.split("/", 2)[0]));
        return all;
    }
}
