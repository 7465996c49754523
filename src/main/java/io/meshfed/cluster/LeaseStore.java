package io.meshfed.cluster;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One Lease object of one cluster: every change of it names the version that it changes. */
final class LeaseStore {

    static final ResourceType LEASES =
            new ResourceType("coordination.k8s.io", "v1", "Lease", "leases", true);

    private static final String JSON = "application/json";

    private final ApiClient client;
    private final Refusals refusals;
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
        ApiCall call =
                new ApiCall(
                        asks("create", ""),
                        "POST",
                        ResourcePath.of(LEASES, ref.namespace()) + manager(),
                        JSON,
                        Json.write(tree(record, now)));
        ApiAnswer answer = client.call(call);
        return answer.status() == 409 ? Optional.empty() : Optional.of(stored(call, answer));
    }

    Optional<Stored> find() {
        ApiCall call = ApiCall.read(asks("get", ref.name()), ResourcePath.of(ref));
        ApiAnswer answer = client.call(call);
        if (answer.objectMissing()) {
            return Optional.empty();
        }
        Stored found = stored(call, answer);
        guard.requireLock(new ClusterObject(ref, answer.tree()));
        return Optional.of(found);
    }

    /** Empty when it is not what it was any more. */
    Optional<Stored> replace(Stored before, LeaseRecord record, Instant now) {
        Map<String, Object> tree = tree(record, now);
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(tree.get("metadata")));
        metadata.put("uid", before.uid());
        metadata.put("resourceVersion", before.version());
        tree.put("metadata", metadata);
        ApiCall call =
                new ApiCall(
                        asks("update", ref.name()),
                        "PUT",
                        ResourcePath.of(ref) + manager(),
                        JSON,
                        Json.write(tree));
        ApiAnswer answer = client.call(call);
        boolean other = answer.status() == 409 || answer.objectMissing();
        return other ? Optional.empty() : Optional.of(stored(call, answer));
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

    private Stored stored(ApiCall call, ApiAnswer answer) {
        if (!answer.ok()) {
            throw refusals.of(call, answer);
        }
        ClusterObject live = new ClusterObject(ref, answer.tree());
        return new Stored(LeaseRecord.of(live), live.uid(), live.resourceVersion());
    }

    private Map<String, Object> tree(LeaseRecord record, Instant now) {
        return record.tree(ref, details.federation(), details.seconds(), now);
    }

    private static String manager() {
        return "?fieldManager=" + Ownership.FIELD_MANAGER;
    }

    /** A create by POST has no name in its URL, and no Role can bind it to one. */
    private AccessRule asks(String verb, String name) {
        return new AccessRule(verb, LEASES.group(), LEASES.plural(), ref.namespace(), name);
    }
}
