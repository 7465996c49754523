package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ObjectRef;

/** Names a PipelineRun of the cluster we talk to. */
public record RunName(String namespace, String name) {

    public RunName {
        requireNonNull(namespace);
        requireNonNull(name);
    }

    public ObjectRef object() {
        return new ObjectRef(TektonKinds.RUN, namespace, name);
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
