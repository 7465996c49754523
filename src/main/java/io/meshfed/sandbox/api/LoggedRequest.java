package io.meshfed.sandbox.api;

/**
 * A request that reached the API server, whatever became of it.
 *
 * @param verb as rights name it ({@code patch}); empty for discovery, health and version
 * @param path without the query
 * @param user empty when nobody vouched for the sender
 * @param write whether it was meant to change what is stored: not a review, nor a dry run
 */
public record LoggedRequest(
        String method,
        String verb,
        String path,
        String query,
        String user,
        String userAgent,
        boolean dryRun,
        boolean write) {

    /** {@code PATCH /api/v1/namespaces/a/configmaps/b}. */
    @Override
    public String toString() {
        return method + " " + path + (dryRun ? " (dry run)" : "");
    }
}
