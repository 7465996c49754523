package io.meshfed.contexts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;

/** Federation files for tests, to be read as they are or with one mistake put in. */
final class FederationFiles {

    static final String NAME = "f.yaml";

    static final String MINIMAL =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: aro-rosa
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: east-cp, controlPlane: east }
              west: { cluster: rosa, namespace: west-cp, controlPlane: west }
            peerings:
              - between: [east, west]
            """;

    static final String FULL =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: aro-rosa
            clusters:
              aro: { context: aro }
              rosa: { context: rosa, id: 5f0c0d7a }
            meshes:
              east:
                cluster: aro
                namespace: east-cp
                controlPlane: east
                stage: staging
                gateways: existing
              west:
                cluster: rosa
                namespace: west-cp
                controlPlane: west
                stage: production
                gateways: managed
                trustDomain: west.local
                rootConfigMap: other-roots
            peerings:
              - between: [west, east]
                exports:
                  - from: east
                    service: kube-info
                    namespace: member
                    as: { name: info, namespace: shared }
                  - { from: west, namespace: prod, labels: { federate: "yes" } }
                  - { from: east, service: clock, namespace: member }
                imports:
                  - to: west
                    service: clock
                    namespace: member
                    as: { name: far-clock }
                    domainSuffix: far.example
                  - { to: west, service: info, namespace: shared, asLocal: true }
                  - { to: east, namespace: prod, as: { namespace: from-west } }
                sides:
                  east:
                    ingress: in
                    egress: out
                    addresses: [gw.example.com, 203.0.113.7, "2001:db8::7"]
                    discoveryPort: 30188
                    servicePort: 30443
                    caConfigMap: west-roots
                    locality: { region: eu, zone: eu-1, subzone: rack }
            """;

    private FederationFiles() {}

    static FederationFile parse(String text) {
        return FederationReader.parse(text, NAME);
    }

    /** The problems of a text that must be refused. */
    static List<String> problemsOf(String text) {
        FederationException e = assertThrows(FederationException.class, () -> parse(text));
        assertEquals(ErrorClass.INPUT, e.errorClass());
        return e.details();
    }
}
