package io.meshfed.lint;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Tekton asks of the specification of a Task, wherever it stands. */
final class TaskRules {

    private final Findings findings;
    private final Library library;

    TaskRules(Findings findings, Library library) {
        this.findings = findings;
        this.library = library;
    }

    /** A Task of its own: everything it uses is declared in it. */
    void task(Value spec) {
        embedded(spec, Around.NOTHING, true);
    }

    /**
     * @param around what the pipeline or the run around it brings
     * @param declaredOnly whether nothing but these and its own params may be used
     */
    void embedded(Value spec, Around around, boolean declaredOnly) {
        List<Value> declared = spec.itemsAt("params");
        if (spec.itemsAt("steps").isEmpty()) {
            findings.add(AdmissionRule.NO_STEPS, spec.at("steps"), "a Task without steps");
        }
        ParamRules params = new ParamRules(findings);
        params.declared(declared);
        params.names(declared);
        params.enums(declared);
        if (declaredOnly) {
            params.objectsHaveProperties(declared);
        }
        volumes(spec);
        new WorkspaceRules(findings).task(spec);
        Around usable = around.declaredBy(spec);
        new StepRules(findings, new ParamUse(findings, usable.params(), declaredOnly)).check(spec);
        new SidecarRules(findings).check(spec.itemsAt("sidecars"));
        ResultRules results = new ResultRules(findings);
        results.ofTask(spec, library);
        if (declaredOnly) {
            new UnresolvedRules(findings, library).task(spec, usable);
        }
    }

    private void volumes(Value spec) {
        Set<String> seen = new HashSet<>();
        for (Value volume : spec.itemsAt("volumes")) {
            String name = volume.textAt("name");
            if (!seen.add(name)) {
                findings.add(
                        AdmissionRule.DUPLICATE_VOLUME,
                        volume.at("name"),
                        "two volumes are named '%s'".formatted(Findings.shown(name)));
            }
        }
    }
}
