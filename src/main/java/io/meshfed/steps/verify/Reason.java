package io.meshfed.steps.verify;

/**
 * The stable words for what keeps a direction from being verified. Their order is that of blame: of
 * several in one direction the first is the cause, the others follow from it.
 */
public enum Reason {
    PEER_NOT_APPLIED("peer-not-applied", false),
    CA_MISSING("ca-missing", false),
    CA_WRONG_KEY("ca-wrong-key", false),
    CA_DIFFERS("ca-differs", false),
    CLIENT_ID_EMPTY("client-id-empty", false),
    PEER_DIFFERS("peer-differs", false),
    OTHER_SIDE_MISSING("other-side-missing", false),
    ISTIOD_DOWN("istiod-down", true),
    NOT_HANDLED("not-handled", true),

    CLIENT_ID_REFUSED("client-id-refused", true),
    UNKNOWN_TO_PEER("unknown-to-peer", true),
    ROUTE_MISSING("route-missing", true),
    EGRESS_STARTING("egress-starting", true),
    EGRESS_UNREACHABLE("egress-unreachable", true),
    RECONNECTING("reconnecting", true),
    WAITING_FOR_BACKOFF("waiting-for-backoff", true),
    CONNECTING("connecting", true),
    UNREACHABLE("unreachable", true),
    WATCH_FAILED("watch-failed", true),
    PARTLY_CONNECTED("partly-connected", true),

    CONNECTED_NEVER_SYNCED("connected-never-synced", true),
    STALE("stale", true),
    NO_INBOUND("no-inbound", true),

    EXPORTS_NOT_APPLIED("exports-not-applied", false),
    IMPORTS_NOT_APPLIED("imports-not-applied", false),
    SET_NOT_HANDLED("set-not-handled", true),
    NOT_EXPORTED("not-exported", true),
    MORE_EXPORTED("more-exported", true),
    NOT_OFFERED("not-offered", true),
    NOT_YET_IMPORTED("not-yet-imported", true),
    NOT_IMPORTED("not-imported", true),
    IMPORTED_ELSEWHERE("imported-elsewhere", true),
    MORE_IMPORTED("more-imported", true),

    FROZEN("frozen", true),
    FREEZES("freezes", true),
    CURES_ITSELF("cures-itself", true),
    OTHER_PEER_UNREACHABLE("other-peer-unreachable", true),

    /** The rest are warnings only. */
    CA_NOT_COMPARED("ca-not-compared", true),
    OTHER_SIDE_DISAGREES("other-side-disagrees", true),
    NO_SERVICE_MATCHES("no-service-matches", true);

    private final String word;
    private final boolean waitingHelps;

    Reason(String word, boolean waitingHelps) {
        this.word = word;
        this.waitingHelps = waitingHelps;
    }

    public String word() {
        return word;
    }

    /** False when nothing gets better before somebody acts. */
    public boolean waitingHelps() {
        return waitingHelps;
    }

    /** Whether an object is not there that applying the file makes. */
    public boolean isMissing() {
        return switch (this) {
            case PEER_NOT_APPLIED,
                    CA_MISSING,
                    OTHER_SIDE_MISSING,
                    EXPORTS_NOT_APPLIED,
                    IMPORTS_NOT_APPLIED ->
                    true;
            default -> false;
        };
    }
}
