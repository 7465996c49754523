package io.meshfed.catalog;

import io.meshfed.catalog.YamlText.Folded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A step as Task, as StepAction, and as a TaskRun to start from. */
final class TektonYaml {

    private static final List<String> COMMAND =
            List.of("/opt/meshfed/bin/java", "@/opt/meshfed/options");
    private static final String MEMORY = "96Mi";
    static final String GENERATED =
            "Generated from the command's definition. Change that, then: ./meshfed generate";
    private static final List<String> HEADER = List.of(GENERATED);

    private static final Set<String> ONE_MESH = Set.of("service", "workload");

    /** From the example that comes with the sources. */
    private static final Map<String, String> EXAMPLES =
            Map.of(
                    "holder", "by-hand",
                    "mesh", "aro-stg-mesh",
                    "service", "stg-member/kube-info",
                    "workload", "stg-member/kube-info-v1",
                    "pattern", "mirror",
                    "replicas", "2",
                    "to", "rosa-prod-mesh");

    private final Release release;

    TektonYaml(Release release) {
        this.release = release;
    }

    String task(StepDefinition step) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("description", description(step));
        spec.put("params", step.params().stream().map(TektonYaml::param).toList());
        spec.put("workspaces", step.workspaces().stream().map(TektonYaml::workspace).toList());
        spec.put("results", results(step));
        spec.put(
                "stepTemplate",
                Trees.map("env", environment(), "securityContext", securityContext()));
        spec.put("steps", List.of(step(step)));
        return YamlText.of(HEADER, resource("tekton.dev/v1", "Task", step, spec));
    }

    String stepAction(StepDefinition step) {
        List<Object> params = new ArrayList<>();
        for (Workspace.Folder folder : step.workspaces()) {
            params.add(pathParam(folder));
        }
        step.params().forEach(option -> params.add(param(option)));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("description", description(step));
        spec.put("params", params);
        spec.put("results", results(step));
        spec.put("env", environment());
        // The template of a Task does not reach the step that a StepAction becomes.
        spec.put("securityContext", securityContext());
        spec.put("image", release.imageOf(step));
        spec.put("command", COMMAND);
        spec.put("args", StepArguments.STEP_ACTION.of(step));
        return YamlText.of(HEADER, resource("tekton.dev/v1beta1", "StepAction", step, spec));
    }

    /** Started by hand, and harmless as it stands: what can be rehearsed is only rehearsed. */
    String sample(StepDefinition step) {
        List<Object> params = new ArrayList<>();
        params.add(Trees.map("name", "federation", "value", "federation.yaml"));
        if (step.params().stream().anyMatch(param -> param.name().equals("dry-run"))) {
            params.add(Trees.map("name", "dry-run", "value", "server"));
        }
        if (step.workspaces().contains(Workspace.Folder.MANIFESTS)) {
            params.add(Trees.map("name", "mesh", "value", "*"));
        }
        step.params().stream()
                .filter(param -> EXAMPLES.containsKey(param.name()))
                .filter(
                        param ->
                                param.required()
                                        || isOfOneMesh(step) && !param.name().equals("holder"))
                .forEach(
                        param ->
                                params.add(
                                        Trees.map(
                                                "name",
                                                param.name(),
                                                "value",
                                                EXAMPLES.get(param.name()))));
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("taskRef", Trees.map("name", step.resourceName()));
        spec.put("params", params);
        spec.put("workspaces", bound(step));
        // Longer than the step's own --timeout, so that the step can tell why it ends.
        spec.put("timeout", "15m");
        return YamlText.of(
                List.of(
                        GENERATED,
                        "kubectl create -f steps/%s/%s".formatted(step.name(), StepFiles.SAMPLE)),
                Trees.map(
                        "apiVersion",
                        "tekton.dev/v1",
                        "kind",
                        "TaskRun",
                        "metadata",
                        Trees.map("generateName", step.resourceName() + "-"),
                        "spec",
                        spec));
    }

    /** What concerns one service or workload cannot be started for all meshes. */
    private static boolean isOfOneMesh(StepDefinition step) {
        return step.params().stream()
                .anyMatch(param -> ONE_MESH.contains(param.name()) && param.required());
    }

    private static List<Object> bound(StepDefinition step) {
        List<Object> workspaces = new ArrayList<>();
        workspaces.add(configMap("federation"));
        if (step.workspaces().contains(Workspace.Folder.MANIFESTS)) {
            workspaces.add(configMap("manifests"));
        }
        if (step.workspaces().contains(Workspace.Folder.KUBECONFIG)) {
            workspaces.add(
                    Trees.map(
                            "name",
                            "kubeconfig",
                            "secret",
                            Trees.map("secretName", "meshfed-kubeconfig")));
        }
        return workspaces;
    }

    private static Object configMap(String workspace) {
        return Trees.map("name", workspace, "configMap", Trees.map("name", "meshfed-" + workspace));
    }

    private Map<String, Object> resource(
            String apiVersion, String kind, StepDefinition step, Map<String, Object> spec) {
        List<String> tags = new ArrayList<>(List.of("service-mesh", "federation"));
        tags.addAll(step.entry().tags());
        Map<String, Object> labels =
                Trees.map(
                        "app.kubernetes.io/version",
                        release.version(),
                        "app.kubernetes.io/part-of",
                        "meshfed");
        Map<String, Object> annotations =
                Trees.map(
                        "tekton.dev/pipelines.minVersion", "1.6.0",
                        "tekton.dev/categories", "Networking, Openshift",
                        "tekton.dev/tags", String.join(", ", tags),
                        "tekton.dev/displayName", step.entry().displayName(),
                        "tekton.dev/platforms", "linux/amd64,linux/arm64",
                        "artifacthub.io/category", "networking",
                        "artifacthub.io/license", "Apache-2.0");
        Map<String, Object> metadata =
                Trees.map(
                        "name", step.resourceName(), "labels", labels, "annotations", annotations);
        return Trees.map(
                "apiVersion", apiVersion, "kind", kind, "metadata", metadata, "spec", spec);
    }

    private Map<String, Object> step(StepDefinition step) {
        return Trees.map(
                "name",
                step.name(),
                "image",
                release.imageOf(step),
                "command",
                COMMAND,
                "args",
                StepArguments.TASK.of(step),
                "computeResources",
                // No limit of CPU: it makes a start three times as long.
                Trees.map(
                        "requests", Trees.map("cpu", "100m", "memory", MEMORY),
                        "limits", Trees.map("memory", MEMORY)));
    }

    private static Folded description(StepDefinition step) {
        return new Folded(List.of(step.command().summary(), step.entry().details()));
    }

    private static Map<String, Object> param(OptionDefinition option) {
        Map<String, Object> param =
                Trees.map(
                        "name", option.name(), "type", "string", "description", described(option));
        if (!option.required()) {
            param.put("default", option.defaultValue());
        }
        return param;
    }

    private static String described(OptionDefinition option) {
        return option.binding() instanceof OptionDefinition.Binding.OfWorkspace place
                ? option.description() + ", in the workspace " + place.folder().label()
                : option.description();
    }

    private static Map<String, Object> pathParam(Workspace.Folder folder) {
        Map<String, Object> param =
                Trees.map(
                        "name",
                        StepArguments.pathParam(folder),
                        "type",
                        "string",
                        "description",
                        "Path of the workspace %s: %s"
                                .formatted(folder.label(), folder.description()));
        if (folder.optional()) {
            param.put("default", "");
        }
        return param;
    }

    private static Map<String, Object> workspace(Workspace.Folder folder) {
        Map<String, Object> workspace =
                Trees.map("name", folder.label(), "description", folder.description());
        if (folder.optional()) {
            workspace.put("optional", true);
        }
        if (folder.readOnly()) {
            workspace.put("readOnly", true);
        }
        return workspace;
    }

    private static List<Map<String, Object>> results(StepDefinition step) {
        return step.command().results().stream()
                .map(
                        result ->
                                Trees.map(
                                        "name", result.name(),
                                        "type", "string",
                                        "description", result.description()))
                .toList();
    }

    private static List<Object> environment() {
        return List.of(Trees.map("name", "HOME", "value", "/tekton/home"));
    }

    private static Map<String, Object> securityContext() {
        return Trees.map(
                "runAsNonRoot", true,
                "allowPrivilegeEscalation", false,
                "readOnlyRootFilesystem", true,
                "capabilities", Trees.map("drop", List.of("ALL")),
                "seccompProfile", Trees.map("type", "RuntimeDefault"));
    }
}
