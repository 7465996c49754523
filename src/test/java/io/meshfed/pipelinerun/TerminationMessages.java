package io.meshfed.pipelinerun;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * The narrow way of results out of a pod. Each step's message repeats all results of the Task so
 * far; one message holds at most 4096 bytes, all containers of a pod share 12 KiB, and of a message
 * that the kubelet cut nothing can be read.
 */
final class TerminationMessages {

    static final int MESSAGE_LIMIT = 4096;
    private static final int POD_LIMIT = 12 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TASK_RESULT = 1;
    private static final int INTERNAL = 3;
    private static final int STEP_RESULT = 4;

    private final int share;
    private final Map<String, String> taskResults = new TreeMap<>();
    private final Map<String, String> stepResults = new TreeMap<>();

    TerminationMessages(int steps) {
        // Tekton's own container that prepares the pod counts.
        this.share = POD_LIMIT / (steps + 1);
    }

    /** Whether the message fits at all; a step whose message does not fails. */
    boolean report(String step, Map<String, String> ofTask, Map<String, String> ofStep) {
        int size = message(ofTask, ofStep).getBytes(StandardCharsets.UTF_8).length;
        if (size > MESSAGE_LIMIT) {
            return false;
        }
        if (size <= share) {
            taskResults.putAll(ofTask);
            ofStep.forEach((name, value) -> stepResults.put(step + "/" + name, value));
        }
        return true;
    }

    private static String message(Map<String, String> ofTask, Map<String, String> ofStep) {
        ArrayNode entries = JSON.createArrayNode();
        ofTask.forEach((name, value) -> entry(entries, name, value, TASK_RESULT));
        ofStep.forEach((name, value) -> entry(entries, name, value, STEP_RESULT));
        entry(entries, "StartedAt", "2026-08-21T10:20:30.000Z", INTERNAL);
        return entries.toString();
    }

    private static void entry(ArrayNode entries, String key, String value, int type) {
        entries.addObject().put("key", key).put("value", value).put("type", type);
    }

    Map<String, String> ofTask() {
        return taskResults;
    }

    /** By {@code step/result}. */
    Map<String, String> ofSteps() {
        return stepResults;
    }
}
