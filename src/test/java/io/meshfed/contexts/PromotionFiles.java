package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Promotion files for tests, each beside its federation file. */
final class PromotionFiles {

    static final String FEDERATION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: aro-rosa
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              stg: { cluster: aro, namespace: s, controlPlane: s, stage: staging }
              prod: { cluster: rosa, namespace: p, controlPlane: p, stage: production }
              alone: { cluster: rosa, namespace: a, controlPlane: a, stage: production }
            peerings:
              - between: [stg, prod]
                exports:
                  - { from: stg, service: info, namespace: member }
            """;

    static final String PROMOTION =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Promotion
            metadata: { name: info-v2 }
            from: stg
            to: prod
            service: { name: info, namespace: shop }
            release:
              version: v2
              images: { info: "r.example/info:2@sha256:%s" }
              manifests: apps/v2
            ramp:
              - { mirror: 100, for: 10m }
              - { weight: 5, for: 90s }
              - { weight: 50, for: 1h }
            finish: install
            gates:
              - probe: { path: /info, requests: 200, min-success: 99.5, max-p99: 300ms }
              - prometheus: { address: "https://p.example", query: up, max: 0.01 }
              - command: { argv: [check, --now], timeout: 30s }
              - confirmation: { question: Does it look right? }
            approval: none
            """
                    .formatted("ab".repeat(32));

    private final Path folder;

    PromotionFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("apps/v2"));
        writeFederation(FEDERATION);
    }

    void writeFederation(String text) throws IOException {
        Files.writeString(folder.resolve("federation.yaml"), text);
    }

    PromotionFile read(String text) throws IOException {
        return PromotionReader.read(Files.writeString(folder.resolve("p.yaml"), text));
    }

    /** The problems of a text that must be refused, without the folder before the file's name. */
    List<String> problemsOf(String text) {
        FederationException e = assertThrows(FederationException.class, () -> read(text));
        assertEquals(ErrorClass.INPUT, e.errorClass());
        return e.details().stream()
                .map(line -> line.replace(folder + "/", "").replace("" + folder, "FOLDER"))
                .toList();
    }
}
