package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.ResourceType;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How an embedded API server differs from the usual one.
 *
 * @param clusterName names the CA and, as a prefix, the tokens
 * @param withoutGroups API groups that are not served, as if their CRDs were missing
 * @param moreKinds further custom resources without a schema
 * @param moreUsers users beside the admin and the reader
 * @param historyLimit how many changes a watch may be behind before it gets 410
 */
public record ApiServerOptions(
        String clusterName,
        List<String> withoutGroups,
        List<ResourceType> moreKinds,
        List<User> moreUsers,
        int historyLimit,
        InstantSource clock) {

    public ApiServerOptions {
        requireNonNull(clusterName);
        withoutGroups = List.copyOf(withoutGroups);
        moreKinds = List.copyOf(moreKinds);
        moreUsers = List.copyOf(moreUsers);
        requireNonNull(clock);
    }

    public static ApiServerOptions of(String clusterName) {
        return new ApiServerOptions(
                clusterName, List.of(), List.of(), List.of(), 10_000, InstantSource.system());
    }

    public ApiServerOptions without(String... groups) {
        return new ApiServerOptions(
                clusterName, List.of(groups), moreKinds, moreUsers, historyLimit, clock);
    }

    public ApiServerOptions with(ResourceType kind) {
        List<ResourceType> kinds = new ArrayList<>(moreKinds);
        kinds.add(kind);
        return new ApiServerOptions(
                clusterName, withoutGroups, kinds, moreUsers, historyLimit, clock);
    }

    public ApiServerOptions with(User user) {
        List<User> users = new ArrayList<>(moreUsers);
        users.add(user);
        return new ApiServerOptions(
                clusterName, withoutGroups, moreKinds, users, historyLimit, clock);
    }

    public ApiServerOptions withHistoryLimit(int limit) {
        return new ApiServerOptions(clusterName, withoutGroups, moreKinds, moreUsers, limit, clock);
    }

    public ApiServerOptions withClock(InstantSource other) {
        return new ApiServerOptions(
                clusterName, withoutGroups, moreKinds, moreUsers, historyLimit, other);
    }
}
