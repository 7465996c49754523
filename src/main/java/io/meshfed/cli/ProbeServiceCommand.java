package io.meshfed.cli;

import io.meshfed.catalog.Access;
import io.meshfed.catalog.CatalogEntry;
import io.meshfed.catalog.Param;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.Result;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.probe.Dimension;
import io.meshfed.probe.Expectation;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.MaxP99;
import io.meshfed.probe.MinSuccess;
import io.meshfed.probe.Share;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.steps.ProbeServiceStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "probe-service",
        description = "Sends requests to a service from outside, and says who answered.",
        footer = {
            "",
            "Example:",
            "  meshfed probe-service --mesh east --service kube-info --path /info --expect west=50±10 --min-success 99"
        })
@CatalogEntry(
        displayName = "Probe service",
        tags = "verification",
        details =
                "Sends requests at a steady rate through the mesh's Route and tells success rate, latency, and how the answers are distributed over meshes, versions and clusters. Ends with GATE-FAIL when an expectation does not hold, with GATE-UNKNOWN when there were too few requests to decide.")
@Access({Permission.SERVICES, Permission.ROUTES})
@Result(
        name = "success-rate",
        description = "Share of requests that were answered as expected, in percent",
        maxBytes = 6)
@Result(
        name = "distribution",
        description = "JSON object with the share of each answering mesh, in percent",
        maxBytes = 256)
final class ProbeServiceCommand extends StepCommand {

    @Mixin ProbeOptions probe;
    @Mixin OneService target;

    @Option(
            names = "--requests",
            paramLabel = "N",
            defaultValue = "500",
            converter = CountConverter.Requests.class,
            description = "How many requests. Default: 500.")
    int requests;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = DurationConverter.Limit.class,
            description = "As many requests as this time has room for, instead of --requests.")
    Duration length;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            converter = CountConverter.PerSecond.class,
            description =
                    "How many requests are begun each second, whether or not those before have been answered. Default: 50.")
    int rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "20",
            converter = CountConverter.Connections.class,
            description = "How many can be under way at once. Default: 20.")
    int concurrency;

    @Option(
            names = "--expect",
            paramLabel = "NAME=N±M",
            split = ",",
            hideParamSyntax = true,
            converter = ProbeConverters.Expected.class,
            description =
                    "So many percent of the answers, give or take, come from this mesh: west=50±10, west=50+-10, west=100; or version:v2=25±5, cluster:rosa=100. May be given several times.")
    @Param(
            "So many percent of the answers, give or take, come from this mesh, version or cluster, separated by commas: west=50+-10, version:v2=25+-5, cluster:rosa=100")
    List<Share> shares = new ArrayList<>();

    @Option(
            names = "--min-success",
            paramLabel = "PERCENT",
            converter = ProbeConverters.Rate.class,
            description = "At least so many of all requests are answered as expected: 99.9.")
    MinSuccess minSuccess;

    @Option(
            names = "--max-p99",
            paramLabel = "TIME",
            converter = DurationConverter.Interval.class,
            description = "No more than one of a hundred answers takes longer.")
    Duration maxP99;

    private final Surroundings surroundings;

    ProbeServiceCommand(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    /** Nobody but that mesh is asked; others need not even answer. */
    @Override
    Federation part(Federation whole) {
        OneMesh.of(whole, federation);
        shares.stream()
                .filter(share -> share.by() == Dimension.MESH)
                .forEach(share -> requireMesh(whole, share.name()));
        return Narrowing.MESHES.narrow(whole, federation);
    }

    @Override
    List<Step> steps() {
        long all = length == null ? requests : Math.max(1, length.toMillis() * rate / 1000);
        return Pipelines.reading(
                new ProbeServiceStep(
                        target.service,
                        probe.request(surroundings.redactor()),
                        new LoadPlan(all, rate, concurrency, probe.requestTimeout),
                        expectations()));
    }

    private List<Expectation> expectations() {
        List<Expectation> expectations = new ArrayList<>();
        Optional.ofNullable(minSuccess).ifPresent(expectations::add);
        Optional.ofNullable(maxP99).map(MaxP99::new).ifPresent(expectations::add);
        expectations.addAll(shares);
        return expectations;
    }

    /** Nobody else answers, so a share of another name could only be 0. */
    private static void requireMesh(Federation whole, String name) {
        List<String> names = whole.meshes().stream().map(Mesh::name).toList();
        if (!names.contains(name)) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--expect: there is no mesh '%s' in the federation file"
                            .formatted(SafeText.of(name)),
                    Nearest.to(name, names)
                            .map("Did you mean '%s'?"::formatted)
                            .orElse("Meshes: %s.".formatted(String.join(", ", names))));
        }
    }
}
