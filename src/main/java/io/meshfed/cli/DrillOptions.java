package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.probe.DrillVerdict;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.resource.DrillMemory;
import io.meshfed.steps.DrillSubject;
import io.meshfed.steps.DrillWatch;
import io.meshfed.steps.ProbeRequest;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is taken away, who stands in, and what is good enough. */
final class DrillOptions {

    @Option(
            names = "--to",
            paramLabel = "MESH",
            defaultValue = "",
            description = "The peer that is to stand in. Needed, but for --restore.")
    String to = "";

    @Option(
            names = "--workload",
            paramLabel = "[NAMESPACE/]NAME",
            split = ",",
            hideParamSyntax = true,
            converter = NameConverter.InNamespace.class,
            description =
                    "The Deployments behind the service, all of them: NAME,NAME or several times. Without a namespace they are in the service's. Needed, but for --restore.")
    @Param(
            "The Deployments behind the service, all of them, separated by commas; without a namespace they are in the service's")
    List<String> workloads = new ArrayList<>();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "20",
            converter = CountConverter.DrillRate.class,
            description = "How many requests are sent each second. Default: 20.")
    int rate = 20;

    @Option(
            names = "--steady",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.Interval.class,
            description =
                    "For how long a mesh must answer every request until it counts. Default: 5s.")
    Duration steady = Duration.ofSeconds(5);

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = DurationConverter.Limit.class,
            description =
                    "How long each change is waited for before the drill goes on without it. Default: 1m.")
    Duration patience = Duration.ofMinutes(1);

    @Option(
            names = "--max-lost",
            paramLabel = "N",
            converter = CountConverter.Lost.class,
            description = "So many requests may be lost, there and back. Default: any number.")
    Integer maxLost;

    @Option(
            names = "--max-seconds",
            paramLabel = "N",
            converter = CountConverter.Seconds.class,
            description =
                    "So many seconds may pass until the peer answers every request. Default: as many as patience allows.")
    Integer maxSeconds;

    @Option(
            names = "--region",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "Region of the mesh. Default: the label topology.kubernetes.io/region of its nodes.")
    String region = "";

    @Option(
            names = "--host",
            paramLabel = "HOST",
            split = ",",
            converter = NameConverter.Subdomain.class,
            hideParamSyntax = true,
            description =
                    "Hosts that requests from outside come in under. Default: those of the Routes that lead to the service.")
    List<String> hosts = new ArrayList<>();

    @Option(names = "--yes-production", description = "The mesh may be one of stage production.")
    boolean production;

    /**
     * @throws FederationException INPUT when it is not said what to take away, or who stands in
     */
    void requireComplete() {
        List<String> missing = new ArrayList<>();
        if (to.isEmpty()) {
            missing.add("--to");
        }
        if (workloads.isEmpty()) {
            missing.add("--workload");
        }
        if (!missing.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "a drill needs %s".formatted(String.join(" and ", missing)),
                    "Say who stands in, and which Deployments go; or --restore.");
        }
        if (workloads.size() > DrillMemory.MOST_WORKLOADS) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "a drill takes away %d workloads at most".formatted(DrillMemory.MOST_WORKLOADS),
                    "");
        }
    }

    PatternWish failover() {
        return PatternWish.of(TrafficPattern.failover(to, region));
    }

    DrillSubject subject(String mesh, String service) {
        return new DrillSubject(mesh, service, workloads, failover(), hosts, production);
    }

    DrillWatch watch(ProbeRequest request, Duration limit) {
        return new DrillWatch(request, rate, limit, steady, patience);
    }

    DrillVerdict wanted() {
        return new DrillVerdict(
                Optional.ofNullable(maxLost).map(Integer::longValue).orElse(DrillVerdict.ANY),
                Optional.ofNullable(maxSeconds).map(Duration::ofSeconds).orElse(DrillVerdict.EVER));
    }
}
