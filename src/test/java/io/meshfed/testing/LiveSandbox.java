package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.sandbox.api.User;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clusters in which meshes live: controllers, pods, and requests that are answered. */
public final class LiveSandbox implements TestClusters {

    private static final Duration START = Duration.ofMinutes(1);
    private static final String TESTER = "tester";

    private final Federation federation;
    private final Sandbox sandbox;
    private final Path kubeconfig;
    private final Map<String, RawCluster> raw = new LinkedHashMap<>();

    private LiveSandbox(Path folder, Federation federation, int speed) {
        this.federation = federation;
        this.sandbox = Sandbox.start(federation, SandboxOptions.usual().withSpeed(speed));
        this.kubeconfig = folder.resolve("kubeconfig");
        sandbox.writeKubeconfig(kubeconfig);
        for (ClusterRef cluster : federation.clusters()) {
            ApiServer server = sandbox.apiServer(cluster.name());
            server.addUser(User.admin(TESTER, cluster.name() + "-tester"));
            raw.put(
                    cluster.name(),
                    new RawCluster(
                            new RawHttp(
                                    new Server(cluster.name(), server.uri(), server.caPem()),
                                    cluster.name() + "-tester")));
        }
    }

    /** All meshes are up when this returns. */
    public static LiveSandbox start(Path folder, Federation federation, int speed) {
        LiveSandbox live = new LiveSandbox(folder, federation, speed);
        live.sandbox.awaitReady(START);
        return live;
    }

    /** Where the Routes of all clusters answer: {@code 127.0.0.1:PORT}. */
    public String routes() {
        return "127.0.0.1:" + sandbox.traffic().address().getPort();
    }

    @Override
    public Path kubeconfig() {
        return kubeconfig;
    }

    @Override
    public RawCluster raw(String cluster) {
        return raw.get(cluster);
    }

    @Override
    public void allow(String cluster, Collection<AccessRule> rules) {
        throw new UnsupportedOperationException("everybody may do everything here");
    }

    @Override
    public void bind(String cluster, String rolesYaml) {
        throw new UnsupportedOperationException("everybody may do everything here");
    }

    @Override
    public List<SeenRequest> requests() {
        List<SeenRequest> seen = new ArrayList<>();
        for (ClusterRef cluster : federation.clusters()) {
            for (LoggedRequest request : sandbox.apiServer(cluster.name()).requests().all()) {
                if (!request.user().equals(TESTER)) {
                    seen.add(
                            new SeenRequest(
                                    cluster.name(),
                                    request.verb(),
                                    request.path(),
                                    request.dryRun()));
                }
            }
        }
        return seen;
    }

    @Override
    public void forgetRequests() {
        federation.clusters().forEach(c -> sandbox.apiServer(c.name()).requests().clear());
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
