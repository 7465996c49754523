package io.meshfed.sandbox.traffic;

import java.util.Map;

/**
 * A request as a gateway sees it.
 *
 * @param host without a port, in lower case
 * @param headers by their names in lower case
 */
record Inbound(String method, String host, String path, String query, Map<String, String> headers) {

    Inbound {
        headers = Map.copyOf(headers);
    }
}
