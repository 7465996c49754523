package io.meshfed.cli;

import io.meshfed.contexts.FederationReader;
import io.meshfed.model.ResourceType;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.User;
import io.meshfed.testing.Federations;
import io.meshfed.testing.TektonCluster;
import io.meshfed.testing.TektonReplay;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two clusters with meshes, Tekton on one of them, and a twisted server before both. */
final class ClusterStage implements AutoCloseable {

    private static final List<ResourceType> TEKTON =
            List.of(TektonCluster.RUN, TektonCluster.TASK_RUN, TektonCluster.PIPELINE);

    private final String token;
    private final Sandbox sandbox;
    private final TwistedServer twisted;

    /**
     * @param token that of both clusters, with all rights
     */
    ClusterStage(String token) throws IOException {
        this.token = token;
        sandbox =
                Sandbox.start(
                        FederationReader.parse(Federations.ARO_ROSA, "federation.yaml")
                                .federation(),
                        SandboxOptions.usual().withSpeed(100));
        Map<String, ApiServer> servers = new TreeMap<>();
        for (String name : List.of("aro", "rosa")) {
            ApiServer server = sandbox.apiServer(name);
            server.addUser(User.admin("tester", token));
            servers.put(name, server);
        }
        tekton(servers.get("aro"));
        twisted = new TwistedServer(servers);
        sandbox.awaitReady(Duration.ofMinutes(1));
    }

    private static void tekton(ApiServer server) {
        TEKTON.forEach(type -> server.kinds().add(type, true));
        TektonReplay replay = TektonReplay.byHand("step-class");
        server.store().put(replay.pipeline("federate"));
        replay.play(server);
    }

    String token() {
        return token;
    }

    TwistedServer twisted() {
        return twisted;
    }

    ApiServer server(String cluster) {
        return sandbox.apiServer(cluster);
    }

    @Override
    public void close() {
        twisted.close();
        sandbox.close();
    }
}
