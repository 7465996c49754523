package io.meshfed.cluster;

import java.time.Duration;

/** Sends a request once. */
interface Transport extends AutoCloseable {

    /**
     * @throws TransportFailure when no complete answer came
     */
    ApiAnswer send(ApiCall call, Duration limit) throws TransportFailure;

    @Override
    void close();
}
