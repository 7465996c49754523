package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

/** Names a PipelineRun of the cluster we talk to. */
public record RunName(String namespace, String name) {

    public RunName {
        requireNonNull(namespace);
        requireNonNull(name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
