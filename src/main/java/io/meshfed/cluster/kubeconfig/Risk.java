package io.meshfed.cluster.kubeconfig;

/** What a kubeconfig may ask for and does not get unless the user said so. */
public enum Risk {
    /** A server without TLS, or whose certificate is not checked. */
    INSECURE_CONNECTION("--allow-insecure"),
    /** A program that is started to get a credential. */
    EXEC_PLUGIN("--allow-exec");

    private final String option;

    Risk(String option) {
        this.option = option;
    }

    /** The option with which the user says so. */
    public String option() {
        return option;
    }
}
