package io.meshfed.contexts;

import io.meshfed.model.Federation;
import io.meshfed.model.Fingerprint;
import io.meshfed.report.FederationException;
import io.meshfed.yaml.Place;
import java.nio.file.Path;
import java.util.Optional;

/** Reads federation files. Whatever is wrong with one is reported together, by line and column. */
public final class FederationReader {

    private static final FileText TEXT =
            new FileText(
                    "federation file",
                    "docs/federation-file.md explains every key; 'meshfed schema' prints a schema"
                            + " that editors check while you type.",
                    "is empty. That is not taken as a wish to remove everything; 'meshfed"
                            + " unfederate' is for that");

    private FederationReader() {}

    /**
     * @throws FederationException of class INPUT; its details are the problems, one a line
     */
    public static FederationFile read(Path file) {
        return parse(text(file), file.toString());
    }

    static String text(Path file) {
        return TEXT.read(
                file,
                "A federation of 100 meshes needs a tenth of that. Is it the right file?",
                NearbyFiles.remedy());
    }

    /**
     * @param fileName as it appears before each problem
     */
    public static FederationFile parse(String text, String fileName) {
        Findings problems = new Findings(fileName);
        Findings warnings = new Findings(fileName);
        Optional<Federation> federation =
                TEXT.tree(text, problems)
                        .flatMap(
                                node ->
                                        new ShapeReader(problems)
                                                .read(node, FileFormat.FEDERATION, Place.START))
                        .map(root -> new FederationRules(problems, warnings).build(root));
        if (federation.isEmpty() || !problems.isEmpty()) {
            throw TEXT.wrong(fileName, problems.lines());
        }
        return new FederationFile(federation.get(), warnings.lines(), Fingerprint.of(text));
    }
}
