package io.meshfed.probe;

/** Why a request was not answered as it should be. */
public enum FailureKind {
    STATUS("status"),
    NO_ADDRESS("host name not found"),
    REFUSED("connect refused"),
    UNREACHABLE("not reachable"),
    TLS("TLS refused"),
    LOST("connection lost"),
    NOT_HTTP("no HTTP"),
    TOO_LARGE("answer too large"),
    TIMEOUT("timeout"),
    /** All connections were waiting for answers until its time was over. */
    NOT_SENT("no connection free");

    private final String label;

    FailureKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
