package io.meshfed.cluster.kubeconfig;

import static java.util.Objects.requireNonNull;

/** A text that must not be printed. Its string form says nothing, so a record may hold one. */
public final class Secret {

    public static final Secret NONE = new Secret("");

    private final String text;

    public Secret(String text) {
        this.text = requireNonNull(text);
    }

    public String reveal() {
        return text;
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
