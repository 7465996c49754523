package io.meshfed.sandbox.api;

import java.util.Map;
import java.util.Optional;

/** Refuses what nobody allowed, in the words of the API server. */
final class Authorizer {

    private final Rbac rbac;

    Authorizer(Rbac rbac) {
        this.rbac = rbac;
    }

    Rbac rbac() {
        return rbac;
    }

    /** What allows it; empty when nothing does. */
    Optional<String> allows(User user, Access access) {
        // Real servers let their masters pass whatever Roles say, lest somebody lock himself out.
        return user.groups().contains(User.ADMINS) ? Optional.of("") : rbac.allows(user, access);
    }

    boolean allows(User user, String verb, String path) {
        return user.groups().contains(User.ADMINS) || rbac.allows(user, verb, path);
    }

    /**
     * @throws ApiError 403 when the user may not
     */
    void check(User user, Access access) {
        if (allows(user, access).isEmpty()) {
            throw refused(access, access.refusal(user.name()));
        }
    }

    /**
     * Applying what is not there yet is a create as well. The server says so without a word of why.
     *
     * @throws ApiError 403 when the user may not
     */
    void checkCreate(User user, Target target) {
        Access create =
                new Access(
                        "create",
                        target.kind().type().group(),
                        target.kind().type().plural(),
                        target.namespace(),
                        target.name());
        if (allows(user, create).isEmpty()) {
            throw refused(create, "");
        }
    }

    /**
     * @throws ApiError 403 when the user may not
     */
    void check(User user, String verb, String path) {
        if (!allows(user, verb, path)) {
            throw new ApiError(
                    403,
                    "Forbidden",
                    "forbidden: User \"%s\" cannot %s path \"%s\""
                            .formatted(user.name(), verb, path),
                    Map.of());
        }
    }

    private static ApiError refused(Access access, String why) {
        String plural = access.resource().split("/")[0];
        String resource = plural + (access.group().isEmpty() ? "" : "." + access.group());
        String name = access.name().isEmpty() ? "" : " \"%s\"".formatted(access.name());
        Map<String, Object> details = Json.part(Map.of());
        if (!access.name().isEmpty()) {
            details.put("name", access.name());
        }
        if (!access.group().isEmpty()) {
            details.put("group", access.group());
        }
        details.put("kind", plural);
        return new ApiError(
                403, "Forbidden", "%s%s is forbidden: %s".formatted(resource, name, why), details);
    }
}
