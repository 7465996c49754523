package io.meshfed.cluster;

import io.meshfed.cluster.SessionOptions.Mode;
import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.SafeText;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** A session with a real API server. */
final class ApiSession implements ClusterSession {

    private final ClusterRef cluster;
    private final ContextSettings context;
    private final Mode mode;
    private final ApiClient client;
    private final Parallel parallel;
    private final Reads reads;
    private final Writes writes;
    private final WorkloadWrites workloads;
    private final WritePermit permit;
    private final Inquiries inquiries;
    private final Remembered<ClusterIdentity> identity;
    private final Remembered<String> user;
    private final Remembered<SortedMap<String, List<String>>> groups;

    ApiSession(
            ClusterRef cluster, ContextSettings context, ApiClient client, SessionOptions options) {
        this(cluster, context, client, Means.of(options));
    }

    ApiSession(ClusterRef cluster, ContextSettings context, ApiClient client, Means means) {
        SessionOptions options = means.options();
        this.cluster = cluster;
        this.context = context;
        this.mode = options.mode();
        this.client = client;
        this.parallel = means.parallel();
        Refusals refusals = new Refusals(client);
        OwnershipGuard guard = new OwnershipGuard(client.errors(), options.federation());
        this.reads = new Reads(client, refusals, parallel);
        this.inquiries = new Inquiries(client, refusals, parallel);
        this.groups = new Remembered<>(inquiries::apiGroups);
        this.identity =
                new Remembered<>(() -> inquiries.identity(server(), () -> groups.get().keySet()));
        this.permit = means.locks().permit(cluster, client, guard, identity);
        this.writes =
                new Writes(client, guard, cluster.name(), new TakeBack(options.takeBack()), permit);
        this.workloads = new WorkloadWrites(client, permit);
        this.user = new Remembered<>(() -> inquiries.whoAmI().orElse(userOfKubeconfig()));
    }

    /**
     * What a session works with.
     *
     * @param locks without which nothing is written
     * @param parallel how it asks several things at once
     */
    record Means(SessionOptions options, WriteLocks locks, Parallel parallel) {

        static Means of(SessionOptions options) {
            return new Means(options, WriteLocks.none(), new Parallel());
        }
    }

    private String server() {
        return context.server().url().toString();
    }

    private String userOfKubeconfig() {
        return SafeText.of(context.user().name());
    }

    @Override
    public ClusterRef cluster() {
        return cluster;
    }

    @Override
    public ClusterIdentity identity() {
        ClusterIdentity found = identity.get();
        boolean other = cluster.pin().filter(pin -> !pin.equals(found.id())).isPresent();
        if (other) {
            throw client.errors()
                    .failure(
                            ErrorClass.INPUT,
                            "this is another cluster: its id is %s (%s), pinned is %s"
                                    .formatted(
                                            found.id(),
                                            found.source(),
                                            SafeText.of(cluster.pinnedId())),
                            "Name the right context, or correct the id in the federation file.");
        }
        return found;
    }

    /** Without a pin there is nothing to compare, and nothing is asked. */
    private void requireRightCluster() {
        if (cluster.pin().isPresent()) {
            identity();
        }
    }

    @Override
    public String whoAmI() {
        return user.get();
    }

    @Override
    public Optional<ClusterObject> find(ObjectRef ref) {
        return reads.find(ref);
    }

    @Override
    public Observation findAll(ResourceType type, String namespace, Collection<String> names) {
        return reads.findAll(type, namespace, names);
    }

    @Override
    public List<ClusterObject> list(ResourceType type, String namespace, String labelSelector) {
        return reads.list(type, namespace, labelSelector);
    }

    @Override
    public Change apply(Manifest desired, Observation seen) {
        requireRightCluster();
        return writes.apply(desired, seen, mode);
    }

    @Override
    public Change dryRun(Manifest desired, Observation seen) {
        requireRightCluster();
        return writes.apply(desired, seen, Mode.DRY_RUN);
    }

    @Override
    public Change applyPart(Manifest part, String manager, ClusterObject onto) {
        requireRightCluster();
        return writes.applyPart(part, manager, onto, mode);
    }

    @Override
    public Change delete(ObjectRef ref, Observation seen) {
        requireRightCluster();
        return writes.delete(ref, seen, mode);
    }

    @Override
    public Change deleteMember(ObjectRef ref, Observation seen, String set) {
        requireRightCluster();
        return writes.deleteMember(ref, seen, set, mode);
    }

    @Override
    public Optional<ClusterObject> store(Manifest desired, Optional<ClusterObject> seen) {
        requireRightCluster();
        return writes.store(desired, seen, mode);
    }

    @Override
    public void requireOurs(ClusterObject seen) {
        writes.requireOurs(seen);
    }

    @Override
    public void requireTurn() {
        if (mode == Mode.WRITE) {
            requireRightCluster();
            permit.require();
        }
    }

    @Override
    public void restart(ObjectRef deployment) {
        requireRightCluster();
        workloads.restart(deployment, mode);
    }

    @Override
    public void scale(ClusterObject seen, int replicas) {
        requireRightCluster();
        workloads.scale(seen, replicas, mode);
    }

    @Override
    public AccountToken token(ObjectRef account, Duration lifetime) {
        requireRightCluster();
        return inquiries.token(account, lifetime);
    }

    @Override
    public SortedMap<AccessRule, Boolean> allowed(Collection<AccessRule> rules) {
        return inquiries.allowed(rules);
    }

    @Override
    public SortedMap<String, List<String>> apiGroups() {
        return groups.get();
    }

    @Override
    public List<ResourceType> served(String group, String version) {
        return inquiries.served(group, version);
    }

    @Override
    public Duration clockSkew() {
        if (client.clockSkew().isEmpty()) {
            inquiries.version();
        }
        return client.clockSkew().orElse(Duration.ZERO);
    }

    @Override
    public SortedMap<String, Integer> requests() {
        return client.sent();
    }

    @Override
    public void close() {
        parallel.close();
        client.close();
    }
}
