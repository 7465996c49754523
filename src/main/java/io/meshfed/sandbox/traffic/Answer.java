package io.meshfed.sandbox.traffic;

import java.nio.charset.StandardCharsets;

/**
 * What a client gets.
 *
 * @param flags Envoy's response flags; empty when a workload answered
 * @param takesMillis from request to answer
 */
record Answer(int status, String type, byte[] body, String flags, long takesMillis) {

    static final String NO_ROUTE = "NR";
    static final String NO_CLUSTER = "NC";
    static final String NO_ENDPOINT = "UH";
    static final String NO_CONNECTION = "UF";
    static final String BROKEN_OFF = "UC";
    static final String LATE = "UT";

    private static final String BROKEN =
            "upstream connect error or disconnect/reset before headers. reset reason: ";

    /** OpenShift's router has nobody to hand the request to. */
    static Answer ofRouter() {
        return new Answer(
                503,
                "text/html",
                text(
                        """
                        <html><head><title>Application is not available</title></head>
                        <body><h1>Application is not available</h1>
                        <p>No host of a Route matches, the host has no endpoints, or nobody listens there.</p>
                        </body></html>
                        """),
                "",
                0);
    }

    static Answer noRoute() {
        return of(404, "", NO_ROUTE);
    }

    static Answer noCluster() {
        return of(503, "", NO_CLUSTER);
    }

    static Answer noEndpoint() {
        return of(503, "no healthy upstream", NO_ENDPOINT);
    }

    static Answer noConnection() {
        return of(503, BROKEN + "connection failure", NO_CONNECTION);
    }

    static Answer brokenOff() {
        return of(503, BROKEN + "connection termination", BROKEN_OFF);
    }

    static Answer late(long afterMillis) {
        return of(504, "upstream request timeout", LATE).after(afterMillis);
    }

    static Answer of(int status, String words, String flags) {
        return new Answer(status, "text/plain", text(words), flags, 0);
    }

    static Answer json(int status, String json) {
        return new Answer(status, "application/json", text(json), "", 0);
    }

    Answer after(long millis) {
        return millis == takesMillis ? this : new Answer(status, type, body, flags, millis);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
