package io.meshfed.cli;

import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.FederationReader;
import io.meshfed.contexts.FileKind;
import io.meshfed.contexts.PromotionFile;
import io.meshfed.contexts.PromotionReader;
import io.meshfed.model.Federation;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "validate",
        description =
                "Reads the federation file, or a promotion file and its federation file, and tells every mistake at once; needs no cluster.",
        footer = {"", "Example:", "  meshfed validate -f contexts/aro-rosa/federation.yaml"})
@CatalogEntry(
        displayName = "Validate",
        tags = "validation",
        details =
                "Unknown keys, dangling names and every other mistake come with line and column. No cluster is asked.")
@Result(
        name = "federation-sha256",
        description =
                "SHA-256 of the federation file, in lower-case hex; empty when it could not be read",
        maxBytes = 64)
final class ValidateCommand implements Callable<Integer>, ReportsResults {

    @Mixin FederationOptions federation;
    @Mixin OutputOptions output;

    private final Surroundings surroundings;

    ValidateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, output, "validate", resultNames());
        runs.typed(federation.typed());
        return runs.run(
                () -> {
                    FederationFile file = read(runs);
                    runs.soFar(() -> report(file));
                    file.warnings().forEach(runs.progress()::warning);
                    Narrowing.PEERINGS.narrow(file.federation(), federation);
                    runs.progress().done(summary(file.federation()));
                    return report(file);
                });
    }

    /** The federation file that is named, or that the promotion file which is named names. */
    private FederationFile read(Runs runs) {
        if (FileKind.of(federation.file) == FileKind.FEDERATION) {
            return FederationReader.read(federation.file);
        }
        PromotionFile file = PromotionReader.read(federation.file);
        file.warnings().forEach(runs.progress()::warning);
        runs.progress().done(summary(file.promotion()));
        return file.federation();
    }

    private static String summary(Promotion promotion) {
        return "%s: %s of %s from %s to %s, %s, %s"
                .formatted(
                        promotion.name(),
                        promotion.release().version(),
                        promotion.service(),
                        promotion.from(),
                        promotion.to(),
                        Words.count(promotion.ramp().size(), "step"),
                        Words.count(promotion.gates().size(), "gate"));
    }

    private static RunReport report(FederationFile file) {
        TreeMap<String, String> results = new TreeMap<>();
        results.put("federation-sha256", file.sha256());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sha256", file.sha256());
        data.put("warnings", file.warnings());
        return new RunReport(
                "validate",
                file.federation().name(),
                RunReport.Verdict.of(ErrorClass.OK),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                results,
                data);
    }

    private static String summary(Federation federation) {
        return "%s: %s, %s, %s"
                .formatted(
                        federation.name(),
                        Words.count(federation.clusters().size(), "cluster"),
                        Words.count(federation.meshes().size(), "mesh"),
                        Words.count(federation.peerings().size(), "peering"));
    }
}
