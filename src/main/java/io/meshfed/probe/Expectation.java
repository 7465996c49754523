package io.meshfed.probe;

/**
 * What a measurement should show. It holds when the share that it is about lies where it should
 * with 95 % confidence, it is broken when the share lies elsewhere with the same confidence, and
 * between the two there are too few samples to decide.
 */
public interface Expectation {

    /** What an expectation is about. */
    enum Subject {
        SUCCESS,
        LATENCY,
        DISTRIBUTION
    }

    Subject subject();

    Finding judge(Measurement measured);
}
