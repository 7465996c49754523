package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.sandbox.api.ApiServer;
import io.meshfed.sandbox.api.ApiServerOptions;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.Grant;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.sandbox.api.User;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private static final String LIMITED = "limited";

    private final Map<String, ApiServer> servers = new LinkedHashMap<>();
    private final Map<String, RawCluster> raw = new LinkedHashMap<>();
    private final Map<String, List<Grant>> limited = new ConcurrentHashMap<>();
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
            allow(name, List.of());
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
        set(cluster, rules.stream().map(SandboxClusters::grant).toList());
    }

    @Override
    public void bind(String cluster, String rolesYaml) {
        List<Grant> grants = new ArrayList<>(limited.get(cluster));
        for (RoleDocument role : RoleDocument.all(rolesYaml)) {
            role.rules().forEach(rule -> grants.add(grant(rule)));
        }
        set(cluster, grants);
    }

    private void set(String cluster, List<Grant> grants) {
        limited.put(cluster, List.copyOf(grants));
        servers.get(cluster).addUser(User.with(LIMITED, cluster + "-limited", grants));
    }

    /** What a ClusterRole grants holds in all namespaces; a right to no name covers all names. */
    private static Grant grant(AccessRule rule) {
        return new Grant(
                rule.verb(),
                rule.group(),
                rule.plural(),
                rule.namespace().isEmpty() ? "*" : rule.namespace(),
                rule.name().isEmpty() ? "*" : rule.name());
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
