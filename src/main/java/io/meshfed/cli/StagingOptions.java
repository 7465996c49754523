package io.meshfed.cli;

import io.meshfed.model.ServiceName;
import io.meshfed.probe.Address;
import io.meshfed.steps.Entrance;
import io.meshfed.steps.ProbeRequest;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where requests get into the staging mesh; all else is as for production. */
final class StagingOptions {

    @Option(
            names = "--staging-url",
            paramLabel = "URL",
            converter = ProbeConverters.Url.class,
            description =
                    "Send the requests for staging there. Default: where the Route of its ingress gateway leads.")
    URI url;

    @Option(
            names = "--staging-route",
            paramLabel = "NAMESPACE/NAME",
            converter = ProbeConverters.RouteName.class,
            description = "Send the requests for staging through this Route.")
    ServiceName route;

    @Option(
            names = "--staging-connect-to",
            paramLabel = "HOST:PORT",
            converter = ProbeConverters.HostAndPort.class,
            description = "Connect there for staging, whatever the URL says.")
    Address connectTo;

    /**
     * @param production as it is sent to production
     */
    ProbeRequest request(ProbeRequest production) {
        return new ProbeRequest(
                entrance(),
                production.path(),
                Optional.ofNullable(connectTo).map(Address::toString).orElse(""),
                production.headers(),
                production.expectedStatus(),
                production.authorityPem());
    }

    private Entrance entrance() {
        return EntranceOptions.entrance(
                "--staging-", Optional.ofNullable(url), Optional.ofNullable(route));
    }
}
