package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.cli.GeneratedRoles.Right;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.testing.Federations;
import io.meshfed.testing.Gateway;
import io.meshfed.testing.RoleDocument;
import io.meshfed.testing.SandboxClusters;
import io.meshfed.testing.SeededFederation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two places say what a step may do: its command's annotation, and what create-access goes by. */
@DisplayName("the Roles of a step and those of create-access allow the same")
class RightsAgreementTest {

    @TempDir Path folder;

    private SandboxClusters clusters;
    private SeededFederation seeded;
    private final Federation federation = Federations.read(Federations.ARO_ROSA);

    @BeforeEach
    void start() {
        clusters = SandboxClusters.start(folder, List.of("aro", "rosa"));
        seeded = SeededFederation.install(clusters, federation);
    }

    @AfterEach
    void stop() {
        clusters.close();
    }

    @Test
    @DisplayName("on OpenShift, with load balancers and gateways that are there")
    void plain() throws IOException {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        agree(Federations.ARO_ROSA, "");
    }

    @Test
    @DisplayName("where a cluster has no id of OpenShift's")
    void notOpenShift() throws IOException {
        agree(Federations.ARO_ROSA, "", "not-openshift");
    }

    @Test
    @DisplayName("where meshfed makes the gateways")
    void managedGateways() throws IOException {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        agree(
                Federations.ARO_ROSA.replace("stage:", "gateways: managed, stage:"),
                "",
                "managed-gateways");
    }

    @Test
    @DisplayName("where gateways are reached on the ports of nodes")
    void nodePorts() throws IOException {
        Direction known = Federations.direction(federation, "aro-stg-mesh", "rosa-prod-mesh");
        Gateway.create(seeded.mesh("aro-stg-mesh"), known.ingressName(), "NodePort");
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        agree(Federations.ARO_ROSA, "", "node-ports");
    }

    @Test
    @DisplayName("where istiod may be restarted")
    void restart() throws IOException {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        agree(Federations.ARO_ROSA, ",restart-istiod", "restart-istiod");
    }

    @Test
    @DisplayName("where routes of ours may stand in the way of taking a peering apart")
    void routes() throws IOException {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        agree(Federations.ARO_ROSA, ",remove-routes", "remove-routes");
    }

    private void agree(String yaml, String more, String... reasons) throws IOException {
        Path file = Files.writeString(folder.resolve("federation.yaml"), yaml);
        List<String> differences = new ArrayList<>();
        for (String step : GeneratedRoles.steps()) {
            TreeSet<String> generated = shown(GeneratedRoles.of(step, reasons).rights().stream());
            boolean asked =
                    !GeneratedRoles.of(step, reasons)
                            .roles()
                            .equals(GeneratedRoles.of(step).roles());
            TreeSet<String> created = created(file, step + (asked ? more : ""));
            if (!generated.equals(created)) {
                differences.add(
                        "%s: rbac.yaml %s, create-access %s".formatted(step, generated, created));
            }
        }
        assertEquals(List.of(), differences);
    }

    private TreeSet<String> created(Path file, String steps) {
        Cli.Outcome outcome =
                Cli.run(
                        "create-access",
                        "-f",
                        "" + file,
                        "--kubeconfig",
                        "" + clusters.kubeconfig(),
                        "--cluster",
                        "aro",
                        "--for",
                        steps);
        assertEquals(0, outcome.exit(), outcome::err);
        String yaml = outcome.out().substring(outcome.out().indexOf("apiVersion:"));
        return shown(
                RoleDocument.all(yaml).stream()
                        .filter(role -> role.tree().containsKey("rules"))
                        .flatMap(role -> Right.of(role).stream()));
    }

    private static TreeSet<String> shown(Stream<Right> rights) {
        TreeSet<String> shown = new TreeSet<>();
        rights.forEach(right -> shown.add(right.kindOfRole() + " " + right));
        return shown;
    }
}
