package io.meshfed.contexts;

import io.meshfed.model.Fingerprint;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.FederationException;
import io.meshfed.yaml.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads promotion files, each with the federation file that it names. Whatever is wrong with one is
 * reported together, by line and column.
 */
public final class PromotionReader {

    private static final String USUAL_FEDERATION = "federation.yaml";

    private static final FileText TEXT =
            new FileText(
                    "promotion file",
                    "docs/promotion-file.md explains every key.",
                    "is empty. A promotion says which release goes where");

    private PromotionReader() {}

    /**
     * @throws FederationException of class INPUT; its details are the problems, one a line
     */
    public static PromotionFile read(Path file) {
        String text =
                TEXT.read(
                        file,
                        "No promotion is so large. Is it the right file?",
                        "Name one that is there; docs/promotion-file.md shows how to write it.");
        Findings problems = new Findings(file.toString());
        Optional<Item> root = shaped(text, problems);
        NearbyPath nearby = NearbyPath.of(file);
        Optional<FederationFile> federation = Optional.empty();
        try {
            federation = root.flatMap(item -> federation(item, nearby, problems));
        } catch (FederationException wrong) {
            if (problems.isEmpty()) {
                throw wrong;
            }
            throw both(file.toString(), problems, wrong);
        }
        return built(text, root, federation, nearby, problems);
    }

    private static Optional<Item> shaped(String text, Findings problems) {
        return TEXT.tree(text, problems)
                .flatMap(
                        node ->
                                new ShapeReader(problems)
                                        .read(node, PromotionFormat.PROMOTION, Place.START));
    }

    private static Optional<FederationFile> federation(
            Item root, NearbyPath nearby, Findings problems) {
        String name = root.has("federation") ? root.textAt("federation") : USUAL_FEDERATION;
        Optional<Path> path = nearby.resolve(name);
        if (path.isEmpty()) {
            problems.add(root.at("federation").place(), nearby.outside(name));
        }
        return path.map(FederationReader::read);
    }

    private static FederationException both(
            String file, Findings problems, FederationException federation) {
        List<String> lines = new ArrayList<>(problems.lines());
        lines.add(federation.getMessage());
        lines.addAll(federation.details());
        return TEXT.wrong(file, lines);
    }

    private static PromotionFile built(
            String text,
            Optional<Item> root,
            Optional<FederationFile> federation,
            NearbyPath nearby,
            Findings problems) {
        Findings warnings = new Findings(problems.fileName());
        Optional<Promotion> promotion =
                root.flatMap(
                        item ->
                                federation.flatMap(
                                        file ->
                                                new PromotionRules(
                                                                file.federation(),
                                                                nearby,
                                                                problems,
                                                                warnings)
                                                        .build(item)));
        if (promotion.isEmpty() || federation.isEmpty() || !problems.isEmpty()) {
            throw TEXT.wrong(problems.fileName(), problems.lines());
        }
        return new PromotionFile(
                promotion.get(), federation.get(), warnings.lines(), Fingerprint.of(text));
    }
}
