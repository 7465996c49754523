package io.meshfed.lint;

import io.meshfed.lint.Variables.Reference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What we ask of Tasks, StepActions and Pipelines of our own. */
final class HouseRules {

    private static final String PREFIX = "meshfed-";

    private final StepDefinitions definitions;
    private final Library library;

    HouseRules(StepDefinitions definitions, Library library) {
        this.definitions = definitions;
        this.library = library;
    }

    void check(Manifest manifest) {
        switch (manifest.type()) {
            case Manifest.TASK -> {
                described(manifest);
                new HouseStepRules(manifest.findings()).task(manifest.spec());
                new HouseProgramRules(manifest, definitions, library).task();
            }
            case Manifest.STEP_ACTION -> {
                described(manifest);
                new HouseStepRules(manifest.findings()).stepAction(manifest.spec());
                new HouseProgramRules(manifest, definitions, library).stepAction();
            }
            case Manifest.PIPELINE -> {
                described(manifest);
                new HousePipelineRules(manifest.findings(), definitions, library)
                        .check(manifest.spec());
            }
            default -> {} // A run is its user's.
        }
    }

    private void described(Manifest manifest) {
        Findings findings = manifest.findings();
        new HouseMetadataRules(findings).check(manifest, definitions.version());
        Value name = manifest.root().at("metadata", "name");
        if (!name.text().startsWith(PREFIX)) {
            findings.add(
                    HouseRule.NAME,
                    name,
                    "'%s' does not begin with %s".formatted(Findings.shown(name.text()), PREFIX));
        }
        for (String list : List.of("params", "workspaces", "results")) {
            manifest.spec().itemsAt(list).forEach(it -> description(findings, it));
        }
        unused(findings, manifest.spec());
    }

    /** They become the cells of a table in the README. */
    private static void description(Findings findings, Value described) {
        Value description = described.at("description");
        String text = description.text().strip();
        if (text.isEmpty() || text.endsWith(".") || text.endsWith(",")) {
            findings.add(
                    HouseRule.DESCRIPTION,
                    description,
                    "%s of '%s'"
                            .formatted(
                                    text.isEmpty()
                                            ? "no description"
                                            : "a full stop or comma ends the description",
                                    Findings.shown(described.textAt("name"))));
        }
    }

    private static void unused(Findings findings, Value spec) {
        Set<String> used = new HashSet<>();
        List<Value> texts = UnresolvedRules.texts(spec);
        for (Value text : texts) {
            for (Reference reference : Variables.in(text.text(), "params")) {
                used.add(reference.bare());
            }
        }
        for (Value param : spec.itemsAt("params")) {
            if (!used.contains(param.textAt("name"))) {
                findings.add(
                        HouseRule.UNUSED_PARAM,
                        param.at("name"),
                        "param '%s' is not used".formatted(Findings.shown(param.textAt("name"))));
            }
        }
    }
}
