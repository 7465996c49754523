package io.meshfed.cli;

import io.meshfed.report.Redactor;
import io.meshfed.steps.ProbeRequest;
import picocli.CommandLine.Option;

/** What requests are sent from outside, and where to. */
final class ProbeOptions extends EntranceOptions {

    @Option(
            names = "--path",
            paramLabel = "PATH",
            defaultValue = "/",
            converter = ProbeConverters.UrlPath.class,
            description = "What is asked for, with its query: /info. Default: /.")
    String path = "/";

    /**
     * @param redactor learns what the headers say
     */
    ProbeRequest request(Redactor redactor) {
        return request(path, redactor);
    }
}
