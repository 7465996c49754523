package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

/**
 * One request to an API server, which may take several tries: sending any of these twice does no
 * more than sending it once.
 *
 * @param asks what must be allowed; names the call in messages
 * @param path with the query
 * @param contentType of the body; empty when there is none
 */
record ApiCall(AccessRule asks, String method, String path, String contentType, String body) {

    private static final String JSON = "application/json";

    ApiCall {
        requireNonNull(asks);
        requireNonNull(method);
        requireNonNull(path);
        requireNonNull(contentType);
        requireNonNull(body);
    }

    /** A get or a list. */
    static ApiCall read(AccessRule asks, String path) {
        return new ApiCall(asks, "GET", path, "", "");
    }

    static ApiCall patch(AccessRule asks, String path, String contentType, String body) {
        return new ApiCall(asks, "PATCH", path, contentType, body);
    }

    /** Repeatable because the body holds the object's UID. */
    static ApiCall delete(AccessRule asks, String path, String body) {
        return new ApiCall(asks, "DELETE", path, JSON, body);
    }

    /** A question that has to be asked as a create. It leaves nothing behind. */
    static ApiCall review(AccessRule asks, String path, String body) {
        return new ApiCall(asks, "POST", path, JSON, body);
    }

    /**
     * Somebody else's write came in between while the server carried this one out. The same call
     * again is decided anew by the server: an apply merges, a delete has its UID. A call that names
     * a resourceVersion is for its sender to decide anew.
     */
    boolean overtaken(ApiAnswer answer) {
        return (method.equals("PATCH") || method.equals("DELETE"))
                && !body.contains("\"resourceVersion\"")
                && answer.status() == 409
                && answer.message().contains("the object has been modified");
    }

    boolean writes() {
        return !method.equals("GET");
    }
}
