package io.meshfed.lint;

import io.meshfed.report.FederationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks files, and how they fit together. */
public final class Linter {

    private final HouseScope house;
    private final StepDefinitions definitions;

    /**
     * @param definitions of the steps of our own program; {@link StepDefinitions#NONE} where there
     *     are none
     */
    public Linter(HouseScope house, StepDefinitions definitions) {
        this.house = house;
        this.definitions = definitions;
    }

    /**
     * @param paths files, and folders with files
     * @throws FederationException of class INPUT when one cannot be read
     */
    public LintReport lint(List<Path> paths) {
        List<Path> files = ManifestFiles.of(paths);
        List<Findings> perFile = new ArrayList<>();
        List<Manifest> manifests = new ArrayList<>();
        for (Path file : files) {
            Findings findings = new Findings(file.toString());
            perFile.add(findings);
            manifests.addAll(new ManifestReader(findings).read(ManifestFiles.text(file)));
        }
        Library library = new Library(manifests);
        ManifestRules rules = new ManifestRules(library);
        HouseRules houseRules = new HouseRules(definitions, library);
        boolean anyHouse = false;
        for (Manifest manifest : manifests) {
            rules.check(manifest);
            if (house.includes(manifest)) {
                houseRules.check(manifest);
                anyHouse = true;
            }
        }
        List<Finding> all =
                perFile.stream().flatMap(findings -> findings.sorted().stream()).toList();
        return new LintReport(all, files.size(), manifests.size(), notices(anyHouse));
    }

    private List<String> notices(boolean house) {
        return house && definitions.isEmpty()
                ? List.of(
                        "no steps.json: options, results and retries are not compared with the"
                                + " program; name it with --steps")
                : List.of();
    }
}
