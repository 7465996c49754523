package io.meshfed.testing;

import java.util.Set;

/**
 * A request as an API server saw it.
 *
 * @param verb as rights name it; empty for what is no resource
 * @param path without the query
 * @param dryRun never seen of a delete on a real server, whose body it stands in
 */
public record SeenRequest(String cluster, String verb, String path, boolean dryRun) {

    private static final Set<String> READS = Set.of("", "get", "list", "watch");

    /** Meant to change what is stored: no read, no review, no dry run. */
    public boolean write() {
        return !READS.contains(verb) && !dryRun && !review();
    }

    private boolean review() {
        return path.startsWith("/apis/authorization.k8s.io/")
                || path.startsWith("/apis/authentication.k8s.io/");
    }

    /** {@code patch configmaps/a}. */
    public String what() {
        String[] parts = path.split("/");
        return "%s %s/%s".formatted(verb, parts[parts.length - 2], parts[parts.length - 1]);
    }

    @Override
    public String toString() {
        return cluster + ": " + verb + " " + path + (dryRun ? " (dry run)" : "");
    }
}
