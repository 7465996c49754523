package io.meshfed.cli;

import com.sun.net.httpserver.HttpExchange;
import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.testing.Federations;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Promotion files with gates, and a monitoring system over TLS that they ask. */
abstract class GatesBed {

    static final CertificateAuthority AUTHORITY = CertificateAuthority.create("monitoring");

    private static final String HEAD =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Promotion
            metadata: { name: kube-info-v2 }
            from: aro-stg-mesh
            to: rosa-prod-mesh
            service: { name: kube-info, namespace: prod-member }
            release:
              version: v2
              images: { kube-info: "registry.example/kube-info@sha256:%s" }
            finish: serve-from-staging
            ramp:
              - { weight: 50, for: 1m }
            gates:
            """
                    .formatted("ab".repeat(32));

    @TempDir Path folder;

    @BeforeEach
    void federation() throws IOException {
        Files.writeString(folder.resolve("federation.yaml"), Federations.ARO_ROSA);
        Files.writeString(folder.resolve("ca.pem"), AUTHORITY.pem());
    }

    Path promotion(String... gates) {
        StringBuilder text = new StringBuilder(HEAD);
        for (String gate : gates) {
            text.append("  - { ").append(gate).append(" }\n");
        }
        try {
            return Files.writeString(folder.resolve("promotion.yaml"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static String command(String script) {
        return "command: { argv: [sh, -c, \"%s\"], timeout: 10s }".formatted(script);
    }

    static String prometheus(InfoServer server, String more) {
        return "prometheus: { address: \"https://localhost:%d\", query: errors, max: 0.01, ca-file: ca.pem%s }"
                .formatted(server.port(), more);
    }

    /** Answers every query so. */
    static InfoServer monitoring(InfoServer.Script script) {
        return InfoServer.secured(
                AUTHORITY.serverContext(
                        AUTHORITY.issue("monitoring", List.of("localhost", "127.0.0.1"))),
                script);
    }

    static InfoServer.Script number(String value) {
        return (exchange, number) -> json(exchange, 200, vector(value));
    }

    static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        InfoServer.text(exchange, status, body);
    }

    static String vector(String value) {
        return """
                {"status":"success","data":{"resultType":"vector",
                 "result":[{"metric":{},"value":[%d,"%s"]}],
                 "stats":{"samples":{"totalQueryableSamples":500}}}}"""
                .formatted(Instant.now().getEpochSecond(), value);
    }

    /** No kubeconfig: none of these gates needs a cluster. */
    Cli.Outcome judge(Path promotion, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("judge-gates", "--federation=" + promotion));
        arguments.addAll(List.of(more));
        return Cli.run(
                Map.of("PATH", System.getenv("PATH"), "HOME", folder.toString()),
                arguments.toArray(String[]::new));
    }
}
