package io.meshfed.sandbox.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * Somebody who may talk to an embedded API server. What he may do, Roles and bindings say.
 *
 * @param token the bearer token; empty when there is none (a client certificate names the user)
 */
public record User(String name, String token, List<String> groups) {

    static final String ACCOUNTS = "system:serviceaccounts";
    static final String ADMINS = "system:masters";

    private static final String EVERYBODY = "system:authenticated";
    private static final String ACCOUNT = "system:serviceaccount:";

    public User {
        requireNonNull(name);
        requireNonNull(token);
        groups = List.copyOf(groups);
    }

    /** A user without any group, who may do what is bound to the name. */
    public static User named(String name, String token) {
        return new User(name, token, List.of());
    }

    /** May do everything, and act as anybody. */
    public static User admin(String name, String token) {
        return new User(name, token, List.of(ADMINS));
    }

    static User serviceAccount(String namespace, String name) {
        return new User(
                serviceAccountName(namespace, name),
                "",
                List.of(ACCOUNTS, ACCOUNTS + ":" + namespace));
    }

    static String serviceAccountName(String namespace, String name) {
        return ACCOUNT + namespace + ":" + name;
    }

    /** Whoever was let in is one of those who were let in. */
    User authenticated() {
        List<String> all = new ArrayList<>(groups);
        if (!all.contains(EVERYBODY)) {
            all.add(EVERYBODY);
        }
        return new User(name, token, all);
    }

    /** Without the token, which a record would print. */
    @Override
    public String toString() {
        return "User[" + name + "]";
    }
}
