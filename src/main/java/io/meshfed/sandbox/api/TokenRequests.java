package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** Answers {@code serviceaccounts/NAME/token}: a token with an end. */
final class TokenRequests {

    private static final long SHORTEST = 600;
    private static final long USUAL = 3600;

    private final Storage storage;
    private final Tokens tokens;

    TokenRequests(Storage storage, Tokens tokens) {
        this.storage = storage;
        this.tokens = tokens;
    }

    static boolean asks(ApiPath path, Kind kind) {
        return kind.type().equals(Tokens.ACCOUNT) && path.subresource().equals("token");
    }

    Reply answer(Target target, Map<String, Object> body) {
        Map<String, Object> account =
                storage.get(target.key())
                        .orElseThrow(() -> ApiError.notFound(target.kind(), target.name()));
        long seconds =
                Trees.value(body, "spec", "expirationSeconds").orElse(USUAL) instanceof Long asked
                        ? asked
                        : USUAL;
        if (seconds < SHORTEST) {
            throw invalid(
                    Cause.invalid(
                            "spec.expirationSeconds",
                            String.valueOf(seconds),
                            "may not specify a duration less than 10 minutes"));
        }
        if (Trees.value(body, "spec", "boundObjectRef").isPresent()) {
            throw ApiError.badRequest("cannot bind token to an object: this is a sandbox");
        }
        Instant end = tokens.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> spec =
                tree(
                        "audiences",
                        List.of("https://kubernetes.default.svc"),
                        "expirationSeconds",
                        seconds,
                        "boundObjectRef",
                        null);
        return Reply.json(
                201,
                tree(
                        "kind",
                        "TokenRequest",
                        "apiVersion",
                        "authentication.k8s.io/v1",
                        "metadata",
                        tree("creationTimestamp", null),
                        "spec",
                        spec,
                        "status",
                        tree(
                                "token",
                                tokens.issue(account, end),
                                "expirationTimestamp",
                                end.toString())));
    }

    private static ApiError invalid(Cause cause) {
        Map<String, Object> details =
                tree(
                        "group",
                        "authentication.k8s.io",
                        "kind",
                        "TokenRequest",
                        "causes",
                        List.of(
                                tree(
                                        "reason",
                                        cause.reason(),
                                        "message",
                                        cause.message(),
                                        "field",
                                        cause.field())));
        return new ApiError(
                422,
                "Invalid",
                "TokenRequest.authentication.k8s.io \"\" is invalid: %s: %s"
                        .formatted(cause.field(), cause.message()),
                details);
    }
}
