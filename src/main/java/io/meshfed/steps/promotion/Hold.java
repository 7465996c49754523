package io.meshfed.steps.promotion;

import io.meshfed.report.FederationException;

/** The promotion lock, in the hands of one run. */
interface Hold {

    /**
     * @return its term, greater than that of every taking before
     * @throws FederationException CONFLICT when somebody else has it
     */
    long take();

    /**
     * Asked before each write; looks each time.
     *
     * @throws FederationException CONFLICT when it is lost
     */
    void require();

    /**
     * Asked again and again while nothing is written.
     *
     * @throws FederationException CONFLICT when it is lost, or its last sign of life is too old
     */
    void watch();

    /** Whether it was taken away, or may have been. */
    boolean isLost();

    /** Whatever the run was told meanwhile; nothing when it is not held. */
    void giveBack();
}
