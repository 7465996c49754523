package io.meshfed.sandbox.attach;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.sandbox.api.Json;
import java.util.Map;

/** A whole answer of an API server. */
record Answer(String cluster, String request, int status, String body) {

    static final int CONFLICT = 409;
    static final int GONE = 410;
    private static final int NOT_FOUND = 404;

    boolean ok() {
        return status >= 200 && status < 300;
    }

    boolean missing() {
        return status == NOT_FOUND;
    }

    /** Worth another try: it says nothing about what was asked for. */
    boolean passing() {
        return status == 429 || status >= 500;
    }

    /**
     * @throws FederationException TRANSIENT when it is no JSON object, as a proxy's page
     */
    Map<String, Object> tree() {
        try {
            return Json.object(body);
        } catch (IllegalArgumentException notJson) {
            throw new FederationException(
                    ErrorClass.TRANSIENT,
                    "cluster '%s' answered %s with something that is no Kubernetes object"
                            .formatted(cluster, request),
                    "Look at what stands between here and the API server.");
        }
    }

    /**
     * @throws FederationException AUTH, CONFLICT, TRANSIENT or PRECOND, with the server's own words
     */
    Answer requireOk() {
        if (ok()) {
            return this;
        }
        throw new FederationException(
                errorClass(),
                "cluster '%s' answered %s with %d: %s"
                        .formatted(cluster, request, status, SafeText.of(message())),
                remedy());
    }

    private ErrorClass errorClass() {
        if (status == 401 || status == 403) {
            return ErrorClass.AUTH;
        }
        if (status == CONFLICT) {
            return ErrorClass.CONFLICT;
        }
        return passing() ? ErrorClass.TRANSIENT : ErrorClass.PRECOND;
    }

    private String remedy() {
        return switch (errorClass()) {
            case AUTH -> "The controllers need the rights of a cluster administrator there.";
            case TRANSIENT -> "Try again when the API server is well.";
            default -> "";
        };
    }

    private String message() {
        try {
            return Trees.text(Json.object(body), "message").orElse("");
        } catch (IllegalArgumentException notJson) {
            return "";
        }
    }
}
