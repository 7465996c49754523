package io.meshfed.steps;

import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.RootCertificate;
import io.meshfed.model.TrustBundle;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.FileTrouble;
import io.meshfed.report.SafeText;
import io.meshfed.report.StepReport;
import io.meshfed.report.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads each mesh's own root certificates and says what they are.
 *
 * @param target folder for a PEM file per mesh; empty for none
 */
public record ExtractRootStep(Optional<Path> target) implements Step {

    public static final String NAME = "extract-root";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        Instant now = context.settings().time().now();
        Work<Mesh, TrustBundle> work = Work.onMeshes(context, mesh -> Roots.ofMesh(context, mesh));
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Check> checks = new ArrayList<>();
        for (Mesh mesh : context.federation().meshes()) {
            work.valueOf(mesh)
                    .ifPresent(
                            roots -> {
                                roots.roots().forEach(root -> rows.add(row(mesh, root, now)));
                                checks.add(expiry(mesh, roots, now));
                                target.ifPresent(folder -> write(folder, mesh, roots));
                            });
        }
        return StepReport.of(NAME)
                .withChecks(checks)
                .withFailures(work.failures())
                .withData("roots", rows)
                .withResult("fingerprints", fingerprints(context, work));
    }

    /** Mesh names are DNS labels, so they are file names too. */
    private static void write(Path folder, Mesh mesh, TrustBundle roots) {
        Path file = folder.resolve(mesh.name() + ".pem");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, roots.pem());
        } catch (IOException notWritten) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%s cannot be written: %s".formatted(file, FileTrouble.reason(notWritten)),
                    "Name another folder with --to.",
                    List.of(),
                    notWritten);
        }
    }

    /** A bundle lasts as long as its last root; one that ends sooner may be the one in use. */
    static Check expiry(Mesh mesh, TrustBundle roots, Instant now) {
        long first = roots.roots().stream().mapToLong(root -> root.daysLeft(now)).min().orElse(-1);
        if (first >= Roots.WARN_DAYS) {
            return Check.ok(
                    CheckCode.ROOT_EXPIRY,
                    mesh.name(),
                    "",
                    "root certificates last %d more days".formatted(roots.daysLeft(now)));
        }
        int count = roots.roots().size();
        return new Check(
                CheckCode.ROOT_EXPIRY,
                mesh.name(),
                "",
                CheckStatus.WARNING,
                count == 1
                        ? "a root certificate ends in %s".formatted(Words.count(first, "day"))
                        : "one of %d roots ends in %s".formatted(count, Words.count(first, "day")),
                "expires-soon",
                "",
                "Give the peers the new root beside the old one before anything uses it: meshfed share-trust --mode add");
    }

    private static Map<String, Object> row(Mesh mesh, RootCertificate root, Instant now) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mesh", mesh.name());
        row.put("subject", SafeText.of(root.subject()));
        row.put("issuer", SafeText.of(root.issuer()));
        row.put("notBefore", root.notBefore().toString());
        row.put("notAfter", root.notAfter().toString());
        row.put("daysLeft", root.daysLeft(now));
        row.put("sha256", root.sha256());
        return row;
    }

    private static String fingerprints(StepContext context, Work<Mesh, TrustBundle> work) {
        List<String> lines = new ArrayList<>();
        for (Mesh mesh : context.federation().meshes()) {
            work.valueOf(mesh)
                    .ifPresent(roots -> lines.add(mesh.name() + "=" + roots.fingerprint()));
        }
        return String.join("\n", lines);
    }
}
