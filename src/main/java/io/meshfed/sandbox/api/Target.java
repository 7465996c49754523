package io.meshfed.sandbox.api;

import io.meshfed.sandbox.api.ManagedFields.Manager;

/**
 * What a write is aimed at.
 *
 * @param name empty when the object names itself
 * @param subresource {@code status}, or empty for the object itself
 */
record Target(Kind kind, String namespace, String name, String subresource, Options options) {

    /**
     * How to write.
     *
     * @param manager who will own the fields
     * @param dryRun do everything but store it
     * @param force take fields from their owners
     * @param strict refuse unknown fields instead of dropping them
     */
    record Options(String manager, boolean dryRun, boolean force, boolean strict) {}

    Key key() {
        return Key.of(kind.type(), namespace, name);
    }

    Target named(String other) {
        return new Target(kind, namespace, other, subresource, options);
    }

    /** The same object, as the API server itself writes to it. */
    Target byServer(String part) {
        return new Target(
                kind, namespace, name, part, new Options("kube-apiserver", false, true, false));
    }

    boolean status() {
        return subresource.equals("status");
    }

    Manager updater() {
        return new Manager(options.manager(), false, kind.type().apiVersion(), subresource);
    }

    Manager applier() {
        return new Manager(options.manager(), true, kind.type().apiVersion(), subresource);
    }
}
