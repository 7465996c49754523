package io.meshfed.testing;

import java.net.URI;

/**
 * How to reach an API server.
 *
 * @param caPem what clients must trust
 */
record Server(String name, URI uri, String caPem) {

    /** Without the certificate, which is long. */
    @Override
    public String toString() {
        return name + " at " + uri;
    }
}
