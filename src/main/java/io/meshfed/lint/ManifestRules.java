package io.meshfed.lint;

/** Everything that is asked of one document, by its kind. */
final class ManifestRules {

    private static final String MADE_UP = "x7k2p";

    private final Library library;

    ManifestRules(Library library) {
        this.library = library;
    }

    void check(Manifest manifest) {
        Findings findings = manifest.findings();
        new ShapeRules(findings).check(manifest.root(), manifest.type());
        name(manifest);
        Value spec = manifest.spec();
        switch (manifest.type()) {
            case Manifest.TASK -> {
                new TaskRules(findings, library).task(spec);
                new PassingRules(findings, library).steps(spec, Around.NOTHING);
            }
            case Manifest.STEP_ACTION -> new StepActionRules(findings, library).check(spec);
            case Manifest.PIPELINE -> new PipelineRules(findings, library).pipeline(spec);
            case Manifest.TASK_RUN -> new RunRules(findings, library).taskRun(spec);
            default -> new RunRules(findings, library).pipelineRun(spec);
        }
        new RequiredRules(findings).check(manifest.root(), manifest.type());
    }

    /** The API server names what has a generateName before Tekton sees it. */
    private static void name(Manifest manifest) {
        Value metadata = manifest.root().at("metadata");
        Value name = metadata.at("name");
        String generated = metadata.textAt("generateName");
        String seen =
                name.text().isEmpty() && !generated.isEmpty() ? generated + MADE_UP : name.text();
        if (!Names.resource(seen)) {
            manifest.findings()
                    .add(
                            AdmissionRule.RESOURCE_NAME,
                            seen.equals(name.text()) ? name : metadata.at("generateName"),
                            seen.isEmpty()
                                    ? "a %s without name".formatted(manifest.type())
                                    : "'%s' is no name for a %s"
                                            .formatted(Findings.shown(seen), manifest.type()));
        }
    }
}
