package io.meshfed.tekton;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.meshfed.cluster.AccessRule;
import io.meshfed.model.ResourceType;

/** The kinds of Tekton that we deal with, and what we must be allowed to do with them. */
final class TektonKinds {

    private static final String GROUP = "tekton.dev";

    static final ResourceType RUN = v1("PipelineRun", "pipelineruns");
    static final ResourceType TASK_RUN = v1("TaskRun", "taskruns");
    static final ResourceType PIPELINE = v1("Pipeline", "pipelines");

    /** Approvals and the like. */
    static final ResourceType CUSTOM_RUN =
            new ResourceType(GROUP, "v1beta1", "CustomRun", "customruns", true);

    private TektonKinds() {}

    private static ResourceType v1(String kind, String plural) {
        return new ResourceType(GROUP, "v1", kind, plural, true);
    }

    static ResourceDefinitionContext definition(ResourceType type) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(type.group())
                .withVersion(type.version())
                .withKind(type.kind())
                .withPlural(type.plural())
                .withNamespaced(true)
                .build();
    }

    static AccessRule may(String verb, ResourceType type, String namespace, String name) {
        return new AccessRule(verb, type.group(), type.plural(), namespace, name);
    }

    static AccessRule mayReadLog(String namespace, String pod) {
        return new AccessRule("get", "", "pods/log", namespace, pod);
    }
}
