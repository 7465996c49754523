package io.meshfed.lint;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Workspaces as Tasks and Pipelines declare and use them, and as runs bind them. */
final class WorkspaceRules {

    private static final String DEFAULT_MOUNT = "/workspace/";

    /** Where the binding of a run may come from. */
    private static final List<String> SOURCES =
            List.of(
                    "persistentVolumeClaim",
                    "volumeClaimTemplate",
                    "emptyDir",
                    "configMap",
                    "secret",
                    "projected",
                    "csi");

    private final Findings findings;

    WorkspaceRules(Findings findings) {
        this.findings = findings;
    }

    void task(Value spec) {
        List<Value> declared = spec.itemsAt("workspaces");
        unique(declared);
        mounts(spec, declared);
        Set<String> names = names(declared);
        for (String users : List.of("steps", "sidecars")) {
            for (Value user : spec.itemsAt(users)) {
                user.itemsAt("workspaces").forEach(usage -> use(usage.at("name"), names));
            }
        }
    }

    void pipeline(Value spec) {
        List<Value> declared = spec.itemsAt("workspaces");
        unique(declared);
        for (Value workspace : declared) {
            if (workspace.textAt("name").isEmpty()) {
                findings.add(
                        AdmissionRule.UNDECLARED_WORKSPACE,
                        workspace.at("name"),
                        "a workspace without name");
            }
        }
    }

    /** The workspaces that a task of a pipeline hands on. */
    void pipelineTask(Value task, Set<String> declared) {
        unique(task.itemsAt("workspaces"));
        for (Value binding : task.itemsAt("workspaces")) {
            Value source = binding.at("workspace");
            use(source.text().isEmpty() ? binding.at("name") : source, declared);
        }
    }

    void run(List<Value> bindings, boolean anyCase) {
        Set<String> seen = new HashSet<>();
        for (Value binding : bindings) {
            String name = binding.textAt("name");
            if (!seen.add(anyCase ? name.toLowerCase(Locale.ROOT) : name)) {
                twice(binding.at("name"), name);
            }
            binding(binding);
        }
    }

    static Set<String> names(List<Value> declared) {
        Set<String> names = new HashSet<>();
        declared.forEach(workspace -> names.add(workspace.textAt("name")));
        return names;
    }

    private void unique(List<Value> workspaces) {
        Set<String> seen = new HashSet<>();
        for (Value workspace : workspaces) {
            String name = workspace.textAt("name");
            if (!seen.add(name)) {
                twice(workspace.at("name"), name);
            }
        }
    }

    private void twice(Value place, String name) {
        findings.add(
                AdmissionRule.DUPLICATE_WORKSPACE,
                place,
                "workspace '%s' is there twice".formatted(Findings.shown(name)));
    }

    private void use(Value name, Set<String> declared) {
        if (!declared.contains(name.text())) {
            findings.add(
                    AdmissionRule.UNDECLARED_WORKSPACE,
                    name,
                    "there is no workspace '%s'".formatted(Findings.shown(name.text())));
        }
    }

    private void mounts(Value spec, List<Value> workspaces) {
        Set<String> taken = new HashSet<>();
        mountPaths(spec.at("stepTemplate"), taken);
        spec.itemsAt("steps").forEach(step -> mountPaths(step, taken));
        for (Value workspace : workspaces) {
            Value written = workspace.at("mountPath");
            String path =
                    written.text().isEmpty()
                            ? DEFAULT_MOUNT + workspace.textAt("name")
                            : written.text();
            if (!taken.add(clean(path)) && !duplicateName(workspace, workspaces)) {
                findings.add(
                        AdmissionRule.WORKSPACE_MOUNT,
                        written.present() ? written : workspace.at("name"),
                        "something else is mounted at %s".formatted(Findings.shown(path)));
            }
        }
    }

    /** Then that is the mistake, and the equal path follows from it. */
    private static boolean duplicateName(Value workspace, List<Value> workspaces) {
        String name = workspace.textAt("name");
        return workspaces.stream().filter(other -> other.textAt("name").equals(name)).count() > 1;
    }

    private static void mountPaths(Value container, Set<String> paths) {
        container
                .itemsAt("volumeMounts")
                .forEach(mount -> paths.add(clean(mount.textAt("mountPath"))));
    }

    static String clean(String path) {
        return path.indexOf('\0') >= 0 ? path : Path.of(path).normalize().toString();
    }

    private void binding(Value binding) {
        List<String> given = SOURCES.stream().filter(binding::has).toList();
        if (given.size() != 1) {
            findings.add(
                    AdmissionRule.WORKSPACE_BINDING,
                    binding.at("name"),
                    given.isEmpty()
                            ? "a workspace without source"
                            : "a workspace with several sources: " + String.join(", ", given));
            return;
        }
        whole(binding, "persistentVolumeClaim", "claimName");
        whole(binding, "configMap", "name");
        whole(binding, "secret", "secretName");
        whole(binding, "csi", "driver");
        if (binding.has("projected") && binding.itemsAt("projected", "sources").isEmpty()) {
            findings.add(
                    AdmissionRule.WORKSPACE_BINDING,
                    binding.at("projected"),
                    "projected without sources");
        }
    }

    private void whole(Value binding, String source, String field) {
        if (binding.has(source) && binding.textAt(source, field).isEmpty()) {
            findings.add(
                    AdmissionRule.WORKSPACE_BINDING,
                    binding.at(source),
                    "%s without %s".formatted(source, field));
        }
    }
}
