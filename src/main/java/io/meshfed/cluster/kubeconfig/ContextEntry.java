package io.meshfed.cluster.kubeconfig;

/**
 * A context as a list of contexts shows it: names only, nothing was read or checked.
 *
 * @param server URL; empty when the cluster's entry is missing
 * @param current the kubeconfig's own choice, which meshfed never follows
 */
public record ContextEntry(
        String name,
        String cluster,
        String server,
        String user,
        String namespace,
        boolean current) {}
