package io.meshfed.report;

/**
 * Every check there is. The code is stable and is the anchor of its section in {@code
 * docs/checks.md}; the order is the order in which checks are shown.
 */
public enum CheckCode {
    REACHABLE("MF101", "the API server answers"),
    CLUSTER_ID("MF102", "it is the cluster that the file means"),
    DISTINCT_CLUSTERS("MF103", "the clusters of the file are different clusters"),
    API_GROUPS("MF104", "the federation API is served"),
    NAMESPACE("MF105", "the control plane's namespace exists"),
    CONTROL_PLANE("MF106", "the control plane is Ready for its current generation"),
    TRUST_DOMAIN("MF107", "the trust domain is its own"),
    GATEWAYS("MF108", "the federation gateways are there"),
    PERMISSIONS("MF109", "all permissions are granted"),
    CLOCK("MF110", "the clocks agree"),

    ROOT("MF201", "the mesh's own root certificates are valid"),
    ROOT_EXPIRY("MF202", "the root certificates last"),
    INJECTED_ROOT("MF203", "the peer's roots are injected and equal its own"),
    ADDRESS("MF204", "the peer's gateway has an address"),

    PEER_APPLIED("MF301", "the peer object is as the file says"),
    PEER_HANDLED("MF302", "istiod has taken the peer in"),
    OUTBOUND("MF303", "the watch to the peer is connected"),
    SYNCED("MF304", "a full sync is newer than the last change"),
    INBOUND("MF305", "the peer is connected to this mesh"),
    OTHER_SIDE("MF306", "the other side agrees"),
    EXPORTED("MF307", "what the file exports is exported"),
    IMPORTED("MF308", "what the peer exports is imported"),
    NOT_FROZEN("MF309", "istiod is not held up by an unreachable peer"),

    NOTHING_LEFT("MF401", "nothing of the federation is left"),
    NO_TRUST_LEFT("MF402", "nothing trusts a former peer"),

    SUCCESS_RATE("MF501", "enough requests are answered"),
    LATENCY("MF502", "answers are fast enough"),
    DISTRIBUTION("MF503", "answers come from where they should"),
    TAKEN_OVER("MF504", "the peer answers every request, and soon enough"),
    LOST_REQUESTS("MF505", "no more requests are lost than allowed"),
    CAME_BACK("MF506", "the mesh answers every request again"),

    GATE("MF601", "the gate passes");

    private final String code;
    private final String promise;

    CheckCode(String code, String promise) {
        this.code = code;
        this.promise = promise;
    }

    public String code() {
        return code;
    }

    /** What holds when the check is ok. */
    public String promise() {
        return promise;
    }

    public String anchor() {
        return "docs/checks.md#" + code.toLowerCase(java.util.Locale.ROOT);
    }
}
