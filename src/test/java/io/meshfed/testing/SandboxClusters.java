package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.sandbox.api.User;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Embedded API servers, made anew for each test. */
public final class SandboxClusters implements TestClusters {

    private static final String TESTER = "tester";

    private final Map<String, ApiServer> servers = new LinkedHashMap<>();
    private final Map<String, RawCluster> raw = new LinkedHashMap<>();
    private final Map<String, FaultPlan> faults = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<SeenRequest> seen = new ConcurrentLinkedQueue<>();
    private final Path kubeconfig;

    private SandboxClusters(Path folder, List<ApiServerOptions> options) {
        KubeconfigText text = new KubeconfigText();
        for (ApiServerOptions each : options) {
            String name = each.clusterName();
            ApiServer server = ApiServer.start(each);
            servers.put(name, server);
            server.addUser(User.admin(TESTER, name + "-tester"));
            Server address = new Server(name, server.uri(), server.caPem());
            raw.put(name, new RawCluster(new RawHttp(address, name + "-tester")));
            server.faults().set((ordinal, request) -> noted(name, ordinal, request));
            server.addUser(User.named(LimitedRights.USER, name + "-limited"));
            text.cluster(name, server.uri().toString(), server.caPem())
                    .context(name, name, server.adminToken())
                    .context(name + "-reader", name, server.readerToken())
                    .context(name + "-limited", name, name + "-limited");
        }
        kubeconfig = text.write(folder.resolve("kubeconfig"));
    }

    public static SandboxClusters start(Path folder, List<String> names) {
        return new SandboxClusters(folder, names.stream().map(ApiServerOptions::of).toList());
    }

    public static SandboxClusters with(Path folder, ApiServerOptions... options) {
        return new SandboxClusters(folder, List.of(options));
    }

    /** What only an embedded server can do. */
    public ApiServer server(String cluster) {
        return servers.get(cluster);
    }

    /** Lets requests go wrong; those of {@link #raw} are left alone and not counted. */
    public void fault(String cluster, FaultPlan plan) {
        faults.put(cluster, plan);
    }

    private Optional<Fault> noted(String cluster, int ordinal, LoggedRequest request) {
        if (request.user().equals(TESTER)) {
            return Optional.empty();
        }
        seen.add(new SeenRequest(cluster, request.verb(), request.path(), request.dryRun()));
        return faults.getOrDefault(cluster, FaultPlan.none()).faultOf(ordinal, request);
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
        new LimitedRights(raw.get(cluster)).set(rules);
    }

    @Override
    public void bind(String cluster, String rolesYaml) {
        LimitedRights rights = new LimitedRights(raw.get(cluster));
        RoleDocument.all(rolesYaml).forEach(rights::add);
    }

    @Override
    public List<SeenRequest> requests() {
        return List.copyOf(seen);
    }

    @Override
    public void forgetRequests() {
        seen.clear();
    }

    @Override
    public void close() {
        servers.values().forEach(ApiServer::close);
    }
}
