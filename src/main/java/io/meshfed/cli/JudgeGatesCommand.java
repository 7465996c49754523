package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.contexts.FederationFile;
import io.meshfed.contexts.PromotionFile;
import io.meshfed.contexts.PromotionReader;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.promotion.Gate.Probe;
import io.meshfed.promotion.Promotion;
import io.meshfed.report.Durations;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.GateProbe;
import io.meshfed.steps.JudgeGatesStep;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "judge-gates",
        description = "Asks the gates of a promotion: pass, fail, or nobody can say.",
        footer = {
            "",
            "Example:",
            "  meshfed judge-gates -f contexts/aro-rosa/promotion.yaml --wait 5m",
            "",
            "-f names a promotion file; docs/gates.md tells how to write gates."
        })
@CatalogEntry(
        displayName = "Judge gates",
        tags = "verification",
        details =
                "Asks every gate of the promotion file that the param federation names: requests of its own, queries to what speaks Prometheus' HTTP API, programs, and a person's word. Ends with GATE-FAIL when one says no, with GATE-UNKNOWN when one cannot say; only when all say yes it is OK.")
@Access({Permission.SERVICES, Permission.ROUTES})
@Result(name = "verdict", description = "PASS, FAIL or UNKNOWN", maxBytes = 7)
@Result(
        name = "readings",
        description = "JSON array with the verdict of each gate, in the order of the file",
        maxBytes = 256)
final class JudgeGatesCommand extends StepCommand {

    @Mixin EntranceOptions probe;
    @Mixin GateOptions gates;

    private final Surroundings surroundings;
    private List<Promotion> read = List.of();
    private String mesh = "";

    JudgeGatesCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    FederationFile read() {
        requireTime();
        requireNoPath();
        PromotionFile file = PromotionReader.read(federation.file);
        read = List.of(file.promotion());
        List<String> warnings = new ArrayList<>(file.federation().warnings());
        warnings.addAll(file.warnings());
        return new FederationFile(
                file.federation().federation(), warnings, file.federation().sha256());
    }

    private void requireTime() {
        if (gates.patience.compareTo(clusters.timeout) > 0) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--wait %s is longer than the run may last, %s"
                            .formatted(
                                    Durations.text(gates.patience),
                                    Durations.text(clusters.timeout)),
                    "Raise --timeout, or wait less.");
        }
    }

    private void requireNoPath() {
        if (probe.url == null) {
            return;
        }
        if (!List.of("", "/").contains(probe.url.getRawPath()) || probe.url.getRawQuery() != null) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--url has a path, and each gate has one of its own",
                    "Say host and port alone: --url http://HOST[:PORT]");
        }
        probe.url = URI.create(probe.url.getScheme() + "://" + probe.url.getRawAuthority());
    }

    private Promotion promotion() {
        return read.get(0);
    }

    /** Production, unless a mesh is named; no cluster at all where none has to be asked. */
    @Override
    Federation part(Federation whole) {
        mesh = named(whole);
        boolean reached = reachesClusters();
        return whole.without(each -> !reached || !each.name().equals(mesh), peering -> true);
    }

    /** Only to find out where the requests of a probe go in. */
    @Override
    boolean reachesClusters() {
        return !(probe.entrance() instanceof Entrance.At)
                && promotion().gates().stream().anyMatch(Probe.class::isInstance);
    }

    private String named(Federation whole) {
        boolean all =
                federation.meshes.isEmpty() || federation.meshes.contains(FederationOptions.ALL);
        return all ? promotion().to() : OneMesh.of(whole, federation).name();
    }

    @Override
    List<Step> steps() {
        return List.of(
                new JudgeGatesStep(
                        mesh,
                        promotion().gates(),
                        new GateProbe(
                                path -> probe.request(path, surroundings.redactor()),
                                gates.rate,
                                gates.concurrency,
                                probe.requestTimeout),
                        gates.limits(),
                        gates.inputs(federation.file, surroundings)));
    }
}
