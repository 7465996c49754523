package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.Map;

/**
 * What a pod says of itself when it is asked.
 *
 * @param status of its answers
 * @param takesMillis from request to answer
 * @param container whose log tells of the request
 */
record Workload(
        String namespace,
        String pod,
        String container,
        String app,
        String version,
        int status,
        long takesMillis) {

    /** An annotation of the pod: it answers all requests with this status. */
    static final String ANSWERS = "sandbox.meshfed.io/answers";

    /** An annotation of the pod: how long an answer takes, for instance {@code 250ms}. */
    static final String TAKES = "sandbox.meshfed.io/takes";

    private static final int OK = 200;

    static Workload of(Map<String, Object> pod) {
        return new Workload(
                text(pod, "metadata", "namespace"),
                text(pod, "metadata", "name"),
                Trees.objects(pod, "spec", "containers").stream()
                        .flatMap(container -> Trees.text(container, "name").stream())
                        .findFirst()
                        .orElse("main"),
                text(pod, "metadata", "labels", "app"),
                text(pod, "metadata", "labels", "version"),
                status(text(pod, "metadata", "annotations", ANSWERS)),
                Durations.millis(text(pod, "metadata", "annotations", TAKES)).orElse(0));
    }

    private static int status(String text) {
        return text.matches("[1-5][0-9][0-9]") ? Integer.parseInt(text) : OK;
    }

    private static String text(Map<String, Object> pod, String... path) {
        return Trees.text(pod, path).orElse("");
    }
}
