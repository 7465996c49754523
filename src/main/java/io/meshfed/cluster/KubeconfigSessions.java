package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.model.ClusterRef;
import java.util.Map;
import java.util.TreeMap;

/** Sessions with the clusters that a kubeconfig leads to. */
public final class KubeconfigSessions implements ClusterSessions {

    private final Kubeconfig kubeconfig;
    private final SessionOptions options;
    private final WriteLocks locks;
    private final Map<String, ClusterSession> open = new TreeMap<>();

    /** By server: two contexts may lead to one, which bears no more for that. */
    private final Map<String, Pace> paces = new TreeMap<>();

    /** For runs that share their clusters with no other. */
    public KubeconfigSessions(Kubeconfig kubeconfig, SessionOptions options) {
        this(kubeconfig, options, WriteLocks.none());
    }

    /**
     * @param locks without which nothing is written
     */
    public KubeconfigSessions(Kubeconfig kubeconfig, SessionOptions options, WriteLocks locks) {
        this.kubeconfig = requireNonNull(kubeconfig);
        this.options = requireNonNull(options);
        this.locks = requireNonNull(locks);
    }

    @Override
    public synchronized ClusterSession open(ClusterRef cluster) {
        ClusterSession known = open.get(cluster.name());
        if (known != null && known.cluster().context().equals(cluster.context())) {
            return known;
        }
        if (known != null) {
            throw new IllegalArgumentException(
                    "cluster '%s' is open already, with another context".formatted(cluster.name()));
        }
        ClusterSession session = connect(cluster);
        open.put(cluster.name(), session);
        return session;
    }

    private ClusterSession connect(ClusterRef cluster) {
        ContextSettings context = kubeconfig.context(cluster.context(), options.accepted());
        ApiErrors errors = new ApiErrors(cluster, context);
        ServerConnection connection = new ServerConnection(context, options);
        String server = context.server().url().toString();
        Pace pace = paces.computeIfAbsent(server, first -> Pace.of(options));
        return new ApiSession(
                cluster,
                context,
                new ApiClient(connection, errors, options, pace),
                new ApiSession.Means(options, locks, new Parallel()));
    }

    @Override
    public synchronized void close() {
        open.values().forEach(ClusterSession::close);
        open.clear();
    }
}
