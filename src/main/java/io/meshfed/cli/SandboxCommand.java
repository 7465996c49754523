package io.meshfed.cli;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.Federation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.RunReport;
import io.meshfed.report.Words;
import io.meshfed.sandbox.AttachedSandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.attach.ApiEndpoint;
import io.meshfed.sandbox.fault.FaultCatalog;
import io.meshfed.sandbox.fault.Rehearsal;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sandbox",
        description = "Starts the clusters of a federation file inside this process, until Ctrl-C.",
        footer = {
            "",
            "Example:",
            "  meshfed sandbox -f contexts/aro-rosa/federation.yaml --kubeconfig-out sandbox.yaml",
            "  meshfed sandbox -f contexts/aro-rosa/federation.yaml --attach --kubeconfig two-api-servers.yaml",
            "  meshfed sandbox -f contexts/aro-rosa/federation.yaml --kubeconfig-out sandbox.yaml --fault error-once=cluster=aro,verb=patch --fault idle-cut"
        })
final class SandboxCommand implements Callable<Integer> {

    private static final Path NOWHERE = Path.of("");
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration START = Duration.ofMinutes(2);

    @Mixin FederationOptions federation;
    @Mixin KubeconfigOptions clusters;
    @Mixin LogOptions log;
    @Mixin SpeedOption speed;

    @Option(
            names = "--kubeconfig-out",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "Written for its owner alone: a context per cluster, and one more each that may only read (NAME-reader). A file that is not a sandbox's is never overwritten. Required without --attach.")
    Path kubeconfig = NOWHERE;

    @Option(
            names = "--empty",
            description =
                    "Clusters with nodes and what OpenShift brings, and nothing that the file names: namespaces, operators, control planes and workloads come from your manifests.")
    boolean empty;

    @Option(
            names = "--routes-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description =
                    "Where the Routes of all clusters answer plain HTTP on 127.0.0.1, told apart by Host. Default: a free port, which the ready line names.")
    int routesPort;

    @Option(
            names = "--attach",
            description =
                    "Run the meshes behind API servers that are there already: those of --kubeconfig. Only where nobody runs anything; see docs/sandbox.md.")
    boolean attach;

    @Option(
            names = "--detach",
            description =
                    "Take away what --attach has put into the clusters of --kubeconfig, and end.")
    boolean detach;

    @Option(
            names = "--fault",
            paramLabel = "NAME[=ARGS]",
            description =
                    "Let something go wrong: NAME, or NAME=KEY=VALUE,KEY=VALUE. May be given several times. See --list-faults.")
    List<String> faults = new ArrayList<>();

    @Option(
            names = "--list-faults",
            description =
                    "Print what can go wrong, with its arguments and what to expect, and end.")
    boolean listFaults;

    private final Surroundings surroundings;

    SandboxCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Runs runs = new Runs(surroundings, OutputOptions.text(log), "sandbox", List.of());
        return runs.run(() -> work(runs));
    }

    private RunReport work(Runs runs) {
        if (listFaults) {
            FaultText.lines().forEach(surroundings.console().stdout()::println);
            return report("", ErrorClass.OK);
        }
        requireOneWay();
        Federation part =
                Narrowing.PEERINGS.narrow(
                        FederationReader.read(federation.file).federation(), federation);
        if (detach) {
            return remove(runs, part);
        }
        if (attach) {
            serveAttached(runs, part);
        } else {
            serve(runs, part, kubeconfig);
        }
        return report(part.name(), ErrorClass.INTERRUPTED);
    }

    private void requireOneWay() {
        List<String> problems = new ArrayList<>();
        boolean elsewhere = attach || detach;
        if (routesPort < 0 || routesPort > HIGHEST_PORT) {
            problems.add(
                    "--routes-port %d is no port: 0 to %d".formatted(routesPort, HIGHEST_PORT));
        }
        if (attach && detach) {
            problems.add("--attach and --detach exclude each other");
        }
        if (elsewhere && !kubeconfig.equals(NOWHERE)) {
            problems.add("--kubeconfig-out is for clusters of the sandbox's own");
        }
        if (elsewhere && !faults.isEmpty()) {
            problems.add("--fault is for clusters of the sandbox's own");
        }
        if (elsewhere && clusters.kubeconfig.isEmpty()) {
            problems.add(
                    "--kubeconfig is missing: which clusters are to be changed has to be said, $KUBECONFIG is not asked");
        }
        if (!elsewhere && !clusters.typed().isEmpty()) {
            problems.add("%s: only with --attach or --detach".formatted(clusters.typed().strip()));
        }
        if (!elsewhere && kubeconfig.equals(NOWHERE)) {
            problems.add("--kubeconfig-out is missing: where the kubeconfig is to be written");
        }
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "these options make no sandbox",
                    "See: meshfed sandbox --help",
                    problems,
                    null);
        }
    }

    private void serve(Runs runs, Federation part, Path out) {
        Rehearsal rehearsal = FaultCatalog.rehearsal(faults, part);
        RehearsedSandbox sandbox = RehearsedSandbox.start(part, options(), rehearsal, out);
        try (sandbox) {
            ready(part, "kubeconfig " + out, sandbox.routes());
            runs.waitForSignal();
        }
    }

    private void serveAttached(Runs runs, Federation part) {
        try (AttachedSandbox sandbox =
                AttachedSandbox.start(part, endpoints(runs, part), options(), runs.progress())) {
            sandbox.awaitReady(START);
            ready(part, "attached, kubeconfig " + clusters.kubeconfig, sandbox.traffic().address());
            runs.waitForSignal();
        }
    }

    private List<ApiEndpoint> endpoints(Runs runs, Federation part) {
        return AttachTargets.of(
                part, surroundings.kubeconfig(clusters, runs.progress()), clusters.acceptedRisks());
    }

    private SandboxOptions options() {
        SandboxOptions usual = speed.options().withRoutesPort(routesPort);
        return empty ? usual.empty() : usual;
    }

    private void ready(Federation part, String where, InetSocketAddress routes) {
        surroundings
                .console()
                .stdout()
                .println(
                        "ready: %s at %dx speed; %s; Routes answer at 127.0.0.1:%d"
                                .formatted(
                                        Words.count(part.clusters().size(), "cluster"),
                                        speed.factor,
                                        where,
                                        routes.getPort()));
        surroundings.console().stdout().flush();
    }

    private RunReport remove(Runs runs, Federation part) {
        AttachedSandbox.remove(part, endpoints(runs, part), runs.progress())
                .forEach(
                        (cluster, removed) ->
                                runs.progress()
                                        .done(
                                                removed.isEmpty()
                                                        ? "cluster '%s': nothing to remove"
                                                                .formatted(cluster)
                                                        : "cluster '%s': removed %s"
                                                                .formatted(
                                                                        cluster,
                                                                        String.join(
                                                                                "; ", removed))));
        return report(part.name(), ErrorClass.OK);
    }

    private static RunReport report(String federation, ErrorClass verdict) {
        return new RunReport(
                "sandbox",
                federation,
                RunReport.Verdict.of(verdict),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Map.of());
    }
}
