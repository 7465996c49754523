package io.meshfed.sandbox.traffic;

import io.meshfed.model.Trees;
import java.util.Map;

/**
 * What a pod says of itself when it is asked.
 *
 * @param status of its answers
 * @param lasts how many requests it answers so, before it breaks
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
        long lasts,
        long takesMillis) {

    /** An annotation of the pod: it answers all requests with this status. */
    static final String ANSWERS = "sandbox.meshfed.io/answers";

    /** An annotation of the pod: how long an answer takes, for instance {@code 250ms}. */
    static final String TAKES = "sandbox.meshfed.io/takes";

    /**
     * An annotation of the pod: how many requests it answers before it breaks, as one does that
     * loses a bit of memory each time. A copy of a request counts as much as the request.
     */
    static final String LASTS = "sandbox.meshfed.io/lasts";

    private static final int OK = 200;
    private static final int BROKEN = 500;

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
                lasts(text(pod, "metadata", "annotations", LASTS)),
                Durations.millis(text(pod, "metadata", "annotations", TAKES)).orElse(0));
    }

    /**
     * @param number of the request, from 1 when the pod was new
     */
    int status(long number) {
        return number > lasts ? BROKEN : status;
    }

    private static long lasts(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : Long.MAX_VALUE;
    }

    private static int status(String text) {
        return text.matches("[1-5][0-9][0-9]") ? Integer.parseInt(text) : OK;
    }

    private static String text(Map<String, Object> pod, String... path) {
        return Trees.text(pod, path).orElse("");
    }
}
