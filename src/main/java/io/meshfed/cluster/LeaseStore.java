package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.SessionOptions.Mode;
import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One Lease object of one cluster: every change of it names the version that it changes. */
final class LeaseStore {

    static final ResourceType LEASES =
            new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", true);

    private final ApiClient client;
    private final Refusals refusals;
    private final VersionedWrites versions;
    private final OwnershipGuard guard;
    private final ObjectRef ref;
    private final Details details;

    /**
     * What stands in every lease of a run.
     *
     * @param seconds how long it lasts
     */
    record Details(String federation, long seconds) {}

    /** A lease as it is stored now. */
    record Stored(LeaseRecord record, String uid, String version) {
        Stored {
            requireNonNull(record);
            requireNonNull(uid);
            requireNonNull(version);
        }
    }

    LeaseStore(ApiClient client, OwnershipGuard guard, ObjectRef ref, Details details) {
        this.client = client;
        this.refusals = new Refusals(client);
        this.versions = new VersionedWrites(client);
        this.guard = guard;
        this.ref = ref;
        this.details = details;
    }

    ObjectRef ref() {
        return ref;
    }

    ApiErrors errors() {
        return client.errors();
    }

    /** The same, for a run that was told to end or whose time is over. */
    LeaseStore lastWords() {
        return new LeaseStore(client.lastWords(), guard, ref, details);
    }

    /** Whether it cannot be kept: its namespace is not there, or on its way out. */
    boolean homeless() {
        ObjectRef home = new ObjectRef(Refusals.NAMESPACES, "", ref.namespace());
        ApiCall call =
                ApiCall.read(
                        new AccessRule("get", "", "namespaces", "", ref.namespace()),
                        ResourcePath.of(home));
        ApiAnswer answer = client.call(call);
        if (!answer.ok() && !answer.objectMissing()) {
            throw refusals.of(call, answer);
        }
        return !answer.ok() || new ClusterObject(home, answer.tree()).terminating();
    }

    /** Empty when there is one already, which after a lost reply may be the one just made. */
    Optional<Stored> create(LeaseRecord record, Instant now) {
        return versions.create(manifest(record, now), Mode.WRITE).map(LeaseStore::stored);
    }

    Optional<Stored> find() {
        ApiCall call = ApiCall.read(asks("get", ref.name()), ResourcePath.of(ref));
        ApiAnswer answer = client.call(call);
        if (answer.objectMissing()) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        ClusterObject found = new ClusterObject(ref, answer.tree());
        guard.requireLock(found);
        return Optional.of(stored(found));
    }

    /** Empty when it is not what it was any more. */
    Optional<Stored> replace(Stored before, LeaseRecord record, Instant now) {
        return versions.replace(manifest(record, now), before.uid(), before.version(), Mode.WRITE)
                .map(LeaseStore::stored);
    }

    /**
     * @return false when it is not what it was any more
     */
    boolean delete(Stored before) {
        Map<String, Object> exactly =
                Map.of("uid", before.uid(), "resourceVersion", before.version());
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("apiVersion", "v1");
        options.put("kind", "DeleteOptions");
        options.put("preconditions", exactly);
        ApiCall call =
                ApiCall.delete(
                        asks("delete", ref.name()), ResourcePath.of(ref), Json.write(options));
        ApiAnswer answer = client.call(call);
        if (!answer.ok() && !answer.objectMissing() && answer.status() != 409) {
            throw refusals.of(call, answer);
        }
        return answer.status() != 409;
    }

    private static Stored stored(ClusterObject live) {
        return new Stored(LeaseRecord.of(live), live.uid(), live.resourceVersion());
    }

    private Manifest manifest(LeaseRecord record, Instant now) {
        return record.manifest(ref, details.federation(), details.seconds(), now);
    }

    private AccessRule asks(String verb, String name) {
        return new AccessRule(verb, LEASES.group(), LEASES.plural(), ref.namespace(), name);
    }
}
