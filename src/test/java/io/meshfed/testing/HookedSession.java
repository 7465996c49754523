package io.meshfed.testing;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.AccountToken;
import io.meshfed.cluster.ClusterIdentity;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.Observation;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** A real session, with somebody listening. */
final class HookedSession implements ClusterSession {

    private final ClusterSession session;
    private final RunHook hook;

    HookedSession(ClusterSession session, RunHook hook) {
        this.session = session;
        this.hook = hook;
    }

    private <T> T read(Supplier<T> call) {
        hook.beforeCall();
        return call.get();
    }

    private Change write(ObjectRef ref, Supplier<Change> call) {
        hook.beforeCall();
        try {
            hook.beforeWrite(cluster().name(), ref);
            Change change = call.get();
            if (change.kind().isWrite()) {
                hook.afterWrite(cluster().name(), change);
            }
            return change;
        } finally {
            hook.writeEnded();
        }
    }

    @Override
    public ClusterRef cluster() {
        return session.cluster();
    }

    @Override
    public ClusterIdentity identity() {
        return read(session::identity);
    }

    @Override
    public String whoAmI() {
        return read(session::whoAmI);
    }

    @Override
    public Optional<ClusterObject> find(ObjectRef ref) {
        return read(() -> session.find(ref));
    }

    @Override
    public Observation findAll(ResourceType type, String namespace, Collection<String> names) {
        return read(() -> session.findAll(type, namespace, names));
    }

    @Override
    public List<ClusterObject> list(ResourceType type, String namespace, String labelSelector) {
        return read(() -> session.list(type, namespace, labelSelector));
    }

    @Override
    public Change apply(Manifest desired, Observation seen) {
        return write(desired.ref(), () -> session.apply(desired, seen));
    }

    @Override
    public Change dryRun(Manifest desired, Observation seen) {
        return read(() -> session.dryRun(desired, seen));
    }

    @Override
    public Change applyPart(Manifest part, String manager, ClusterObject onto) {
        return write(part.ref(), () -> session.applyPart(part, manager, onto));
    }

    @Override
    public Change delete(ObjectRef ref, Observation seen) {
        return write(ref, () -> session.delete(ref, seen));
    }

    @Override
    public Change deleteMember(ObjectRef ref, Observation seen, String set) {
        return write(ref, () -> session.deleteMember(ref, seen, set));
    }

    @Override
    public Optional<ClusterObject> store(Manifest desired, Optional<ClusterObject> seen) {
        hook.beforeCall();
        try {
            hook.beforeWrite(cluster().name(), desired.ref());
            Optional<ClusterObject> stored = session.store(desired, seen);
            Change.Kind kind = seen.isEmpty() ? Change.Kind.CREATED : Change.Kind.UPDATED;
            stored.ifPresent(
                    done ->
                            hook.afterWrite(
                                    cluster().name(),
                                    new Change(kind, cluster().name(), done.ref(), List.of())));
            return stored;
        } finally {
            hook.writeEnded();
        }
    }

    @Override
    public void requireOurs(ClusterObject seen) {
        session.requireOurs(seen);
    }

    @Override
    public void requireTurn() {
        session.requireTurn();
    }

    @Override
    public void restart(ObjectRef deployment) {
        hook.beforeCall();
        session.restart(deployment);
    }

    @Override
    public void scale(ClusterObject seen, int replicas) {
        write(
                seen.ref(),
                () -> {
                    session.scale(seen, replicas);
                    return new Change(Change.Kind.UPDATED, cluster().name(), seen.ref(), List.of());
                });
    }

    @Override
    public AccountToken token(ObjectRef account, Duration lifetime) {
        return session.token(account, lifetime);
    }

    @Override
    public SortedMap<AccessRule, Boolean> allowed(Collection<AccessRule> rules) {
        return read(() -> session.allowed(rules));
    }

    @Override
    public SortedMap<String, List<String>> apiGroups() {
        return read(session::apiGroups);
    }

    @Override
    public List<ResourceType> served(String group, String version) {
        return read(() -> session.served(group, version));
    }

    @Override
    public Duration clockSkew() {
        return hook.clockSkew(read(session::clockSkew));
    }

    @Override
    public SortedMap<String, Integer> requests() {
        return session.requests();
    }

    @Override
    public void close() {
        session.close();
    }
}
