package io.meshfed.cluster;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Trees;
import io.meshfed.report.SafeText;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an API server, or whatever stands in front of it, answered.
 *
 * @param headers the few that matter, by lower-case name
 * @param tree the body as JSON; empty when it is none
 * @param size of the body in bytes
 * @param afterLostReply an earlier try of the same call may have been carried out
 */
record ApiAnswer(
        int status,
        Map<String, String> headers,
        Map<String, Object> tree,
        int size,
        boolean afterLostReply) {

    ApiAnswer {
        headers = Map.copyOf(new TreeMap<>(headers));
    }

    static ApiAnswer of(int status, Map<String, String> headers, byte[] body) {
        return new ApiAnswer(status, headers, parsed(body), body.length, false);
    }

    private static Map<String, Object> parsed(byte[] body) {
        try {
            return Json.readObject(body);
        } catch (IOException notJson) {
            return Map.of();
        }
    }

    ApiAnswer withLostReply() {
        return new ApiAnswer(status, headers, tree, size, true);
    }

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /** A Kubernetes server answers with JSON; its 404 for an unknown path is the one exception. */
    boolean fromKubernetes() {
        return !tree.isEmpty();
    }

    /** A success that is none, or JSON that broke off: what was meant, nobody knows. */
    boolean garbled() {
        boolean json = header("content-type").filter(type -> type.contains("json")).isPresent();
        return !fromKubernetes() && (ok() || json);
    }

    /**
     * What was to be applied does not fit its kind. Servers call that an error of their own, and
     * would do so each time.
     */
    boolean unfit() {
        return status == 500
                && Trees.text(tree, "message")
                        .filter(words -> words.contains("failed to create typed patch object"))
                        .isPresent();
    }

    /** A 404 that speaks of an object, and not of a whole kind or path. */
    boolean objectMissing() {
        return status == 404 && !detail("name").isEmpty();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The reason of a Status: {@code NotFound}, {@code Conflict}. */
    String reason() {
        return Trees.text(tree, "reason").orElse("");
    }

    /** The server's own words, fit to be shown. */
    String message() {
        return SafeText.of(Trees.text(tree, "message").orElse(described()));
    }

    String detail(String field) {
        return Trees.text(tree, "details", field).orElse("");
    }

    /** For an answer that is not JSON. */
    String described() {
        String type = header("content-type").orElse("no content type");
        return "not a Kubernetes answer (%s, %d bytes)"
                .formatted(SafeText.of(type.replaceAll(";.*", "").strip()), size);
    }
}
