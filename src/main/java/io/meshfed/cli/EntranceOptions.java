package io.meshfed.cli;

import io.meshfed.catalog.Param;
import io.meshfed.cluster.kubeconfig.SmallFiles;
import io.meshfed.model.ServiceName;
import io.meshfed.probe.Address;
import io.meshfed.probe.Header;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Redactor;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.ProbeRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How requests are sent from outside, and where to. */
class EntranceOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            converter = ProbeConverters.Url.class,
            description =
                    "Send them there. Default: where the Route of the mesh's ingress gateway leads.")
    URI url;

    @Option(
            names = "--route",
            paramLabel = "NAMESPACE/NAME",
            converter = ProbeConverters.RouteName.class,
            description =
                    "Send them through this Route. Default: istio-ingressgateway next to the control plane, else the one that leads to its gateway, else its load balancer.")
    ServiceName route;

    @Option(
            names = "--connect-to",
            paramLabel = "HOST:PORT",
            converter = ProbeConverters.HostAndPort.class,
            description =
                    "Connect there, whatever the URL says; the Host header and the name in the certificate stay the URL's.")
    Address connectTo;

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            converter = ProbeConverters.HeaderLine.class,
            description =
                    "Send this header too; its value is never printed. May be given several times.")
    @Param("A header to send too, as Name: value; its value is never printed")
    List<Header> headers = new ArrayList<>();

    @Option(
            names = "--expect-status",
            paramLabel = "CODE",
            defaultValue = "200",
            converter = CountConverter.Status.class,
            description =
                    "Any other answer is a failed request; redirects are never followed. Default: 200.")
    int expectedStatus = 200;

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            defaultValue = "5s",
            converter = DurationConverter.Interval.class,
            description = "A request that is not answered in this time has failed. Default: 5s.")
    Duration requestTimeout = Duration.ofSeconds(5);

    @Option(
            names = "--ca-file",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description =
                    "PEM file with the authorities to trust over TLS. Default: those of the Java runtime.")
    Path caFile;

    /**
     * @param path what is asked for, with its query
     * @param redactor learns what the headers say
     */
    ProbeRequest request(String path, Redactor redactor) {
        headers.forEach(header -> redactor.learn(header.value()));
        return new ProbeRequest(
                entrance(),
                path,
                Optional.ofNullable(connectTo).map(Address::toString).orElse(""),
                headers,
                expectedStatus,
                caFile == null ? "" : SmallFiles.read(caFile, "--ca-file"));
    }

    Entrance entrance() {
        return entrance("--", Optional.ofNullable(url), Optional.ofNullable(route));
    }

    /**
     * @param prefix of the names of both options
     */
    static Entrance entrance(String prefix, Optional<URI> url, Optional<ServiceName> route) {
        if (url.isPresent() && route.isPresent()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "%surl and %sroute both say where to".formatted(prefix, prefix),
                    "Leave one of them out.");
        }
        if (url.isPresent()) {
            return new Entrance.At(url.get());
        }
        return route.<Entrance>map(Entrance.Through::new).orElseGet(Entrance.OfMesh::new);
    }
}
