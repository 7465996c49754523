package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Somebody who may talk to an embedded API server.
 *
 * @param token the bearer token; empty when there is none (a client certificate names the user)
 * @param grants what the user may do; nothing else
 */
public record User(String name, String token, List<String> groups, List<Grant> grants) {

    public User {
        requireNonNull(name);
        requireNonNull(token);
        groups = List.copyOf(groups);
        grants = List.copyOf(grants);
    }

    /** A user with exactly these rights. */
    public static User with(String name, String token, List<Grant> grants) {
        return new User(name, token, List.of(), grants);
    }

    /** May do everything, and act as anybody. */
    public static User admin(String name, String token) {
        return new User(name, token, List.of("system:masters"), List.of(Grant.everything()));
    }

    /** May look at everything and change nothing. */
    public static User reader(String name, String token) {
        return new User(name, token, List.of(), Grant.reading());
    }

    boolean may(Access access) {
        return grants.stream().anyMatch(grant -> grant.covers(access));
    }

    /** Without the token, which a record would print. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
