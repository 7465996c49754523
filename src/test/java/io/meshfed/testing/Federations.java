package io.meshfed.testing;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Trees;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Federation files that many tests use, and what they lead to. */
public final class Federations {

    /** A staging mesh on ARO and a production mesh on ROSA; each exports one service. */
    public static final String ARO_ROSA =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: aro-rosa
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              aro-stg-mesh: { cluster: aro, namespace: aro-stg-mesh, controlPlane: aro-stg, stage: staging }
              rosa-prod-mesh: { cluster: rosa, namespace: rosa-prod-mesh, controlPlane: rosa-prod, stage: production }
            peerings:
              - between: [aro-stg-mesh, rosa-prod-mesh]
                exports:
                  - { from: aro-stg-mesh, service: kube-info, namespace: stg-member }
                  - { from: rosa-prod-mesh, service: kube-info, namespace: prod-member }
            """;

    /**
     * A staging mesh in the east and a production mesh in the west, called as the walkthrough calls
     * them.
     */
    public static final String EAST_WEST =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: east-west
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            meshes:
              east: { cluster: aro, namespace: east-istio-system, controlPlane: east-fed, stage: staging }
              west: { cluster: rosa, namespace: west-istio-system, controlPlane: west-fed, stage: production }
            peerings:
              - between: [east, west]
                exports:
                  - { from: east, service: kube-info, namespace: east-mesh-member }
                  - { from: west, service: kube-info, namespace: west-mesh-member }
            """;

    /** Every two of three meshes on three clusters. */
    public static final String TRIANGLE =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: triangle
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
              third: { context: third }
            meshes:
              east: { cluster: aro, namespace: east-mesh, controlPlane: east }
              west: { cluster: rosa, namespace: west-mesh, controlPlane: west }
              south: { cluster: third, namespace: south-mesh, controlPlane: south }
            peerings:
              - between: [east, west]
                exports:
                  - { from: east, service: catalog, namespace: shop }
              - between: [east, south]
              - between: [south, west]
            """;

    /** Two meshes on one cluster. */
    public static final String ONE_CLUSTER =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: one-cluster
            clusters:
              aro: { context: aro }
            meshes:
              east: { cluster: aro, namespace: east-mesh, controlPlane: east }
              east2: { cluster: aro, namespace: east2-mesh, controlPlane: east2 }
            peerings:
              - between: [east, east2]
                exports:
                  - { from: east2, service: kube-info, namespace: east2-app }
            """;

    private Federations() {}

    public static Federation read(String yaml) {
        return FederationReader.parse(yaml, "federation.yaml").federation();
    }

    /** How the local mesh knows the remote one. */
    public static Direction direction(Federation federation, String local, String remote) {
        return federation.directions().stream()
                .filter(d -> d.local().name().equals(local) && d.remote().name().equals(remote))
                .findFirst()
                .orElseThrow(() -> new AssertionError(local + " does not know " + remote));
    }

    /** Names of the services that a set of exports or imports says something of. */
    public static Set<String> services(ClusterObject set) {
        Set<String> names = new TreeSet<>();
        Stream.of("exportRules", "importRules")
                .flatMap(rules -> set.objects("spec", rules).stream())
                .flatMap(rule -> Trees.text(rule, "nameSelector", "name").stream())
                .forEach(names::add);
        return names;
    }
}
