package io.meshfed.sandbox.mesh;

import io.meshfed.model.ServiceName;

/** Under which name an importer knows a service of its peer. */
record ImportedService(ServiceName local, String hostname) {

    /** No rule took it: three empty strings in the status. */
    static final ImportedService OFFERED = new ImportedService(new ServiceName("", ""), "");

    boolean isImported() {
        return !hostname.isEmpty();
    }
}
