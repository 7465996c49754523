package io.meshfed.cluster;

import io.meshfed.report.FederationException;
import java.time.Duration;

/** The right to change what one cluster stores, asked for anew before each try of each write. */
interface WritePermit {

    /** For sessions that share their cluster with nobody, and for dry runs. */
    WritePermit ALWAYS =
            new WritePermit() {
                private static final Duration FOR_EVER = Duration.ofDays(1);

                @Override
                public void require() {}

                @Override
                public Duration left() {
                    return FOR_EVER;
                }
            };

    /**
     * May take a while: it asks the cluster when what is known is no longer fresh.
     *
     * @throws FederationException when this run must not write there
     */
    void require();

    /**
     * How long a write that begins now may take before others may write too. Zero when {@link
     * #require()} has to be asked again.
     */
    Duration left();
}
