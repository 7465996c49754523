package io.meshfed.e2e;

import java.util.ArrayList;
import java.util.List;

/** Federation files that the tests play. */
final class FederationTexts {

    private static final String TWO_CLUSTERS =
            """
            apiVersion: meshfed.io/v1alpha1
            kind: Federation
            name: e2e
            clusters:
              aro: { context: aro }
              rosa: { context: rosa }
            """;

    private static final String EAST_WEST =
            """
            meshes:
              east: { cluster: aro, namespace: east-mesh, controlPlane: east }
              west: { cluster: rosa, namespace: west-mesh, controlPlane: west }
            peerings:
            """;

    /** Two meshes that export one service to each other. */
    static final String PAIR =
            pair(
                    """
                      - between: [east, west]
                        exports:
                          - { from: east, service: kube-info, namespace: shop }
                          - { from: west, service: clock, namespace: bank }
                    """);

    /** The same, but no gateway is there yet. */
    static final String MANAGED =
            PAIR.replace("-mesh, controlPlane", "-mesh, gateways: managed, controlPlane");

    /** Three meshes, two of them in one cluster. */
    static final String EAST2 =
            TWO_CLUSTERS
                    + """
                    meshes:
                      east: { cluster: aro, namespace: east-mesh, controlPlane: east }
                      east2: { cluster: aro, namespace: east2-mesh, controlPlane: east2 }
                      west: { cluster: rosa, namespace: west-mesh, controlPlane: west }
                    peerings:
                      - between: [east, west]
                        exports:
                          - { from: east, service: kube-info, namespace: shop }
                          - { from: west, service: clock, namespace: bank }
                      - between: [east, east2]
                        exports:
                          - { from: east, service: kube-info, namespace: shop }
                          - { from: east2, service: stock, namespace: depot }
                      - between: [east2, west]
                        exports:
                          - { from: east2, service: stock, namespace: depot }
                    """;

    private FederationTexts() {}

    /**
     * @param peerings with the one between east and west
     */
    static String pair(String peerings) {
        return TWO_CLUSTERS + EAST_WEST + peerings;
    }

    /**
     * Every mesh with every other, alternately in two clusters; each exports one service to all.
     */
    static String fullMesh(int meshes) {
        StringBuilder text = new StringBuilder(TWO_CLUSTERS).append("meshes:\n");
        List<String> peerings = new ArrayList<>();
        for (int i = 1; i <= meshes; i++) {
            text.append(
                    "  m%1$d: { cluster: %2$s, namespace: m%1$d-mesh, controlPlane: m%1$d }\n"
                            .formatted(i, i % 2 == 0 ? "aro" : "rosa"));
            for (int j = i + 1; j <= meshes; j++) {
                peerings.add(
                        """
                          - between: [m%1$d, m%2$d]
                            exports:
                              - { from: m%1$d, service: app, namespace: apps-%1$d }
                              - { from: m%2$d, service: app, namespace: apps-%2$d }
                        """
                                .formatted(i, j));
            }
        }
        return text.append("peerings:\n").append(String.join("", peerings)).toString();
    }

    /** So many meshes of one cluster, each peered with the next, exporting nothing. */
    static String chain(int meshes) {
        StringBuilder text = new StringBuilder();
        StringBuilder peerings = new StringBuilder("peerings:\n");
        text.append(TWO_CLUSTERS.substring(0, TWO_CLUSTERS.indexOf("  rosa:"))).append("meshes:\n");
        for (int i = 1; i <= meshes; i++) {
            text.append(
                    "  m%1$d: { cluster: aro, namespace: m%1$d-mesh, controlPlane: m%1$d }\n"
                            .formatted(i));
            if (i > 1) {
                peerings.append("  - between: [m%d, m%d]\n".formatted(i - 1, i));
            }
        }
        return text.append(peerings).toString();
    }
}
