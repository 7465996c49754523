package io.meshfed.cluster;

import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns what an API server refused into failures of the error contract: the place that knows both.
 */
final class RefusedCall {

    /** How an API server names us when it refuses: {@code User "reader" cannot get ...}. */
    private static final Pattern WHO = Pattern.compile("User \"([^\"]{1,200})\"");

    private static final Pattern MANAGER = Pattern.compile("conflict with \"([^\"]+)\"");

    private final ApiErrors errors;

    RefusedCall(ApiErrors errors) {
        this.errors = errors;
    }

    /** A refusal that nothing but a person can change. */
    FederationException of(ApiCall call, ApiAnswer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(call, answer);
        }
        if (ApiErrors.storageFull(answer)) {
            return errors.outOfSpace(call, answer);
        }
        if (answer.unfit()) {
            return invalid(call, answer);
        }
        return switch (status) {
            case 401 ->
                    errors.failure(
                            ErrorClass.AUTH,
                            "401: the credential of user '%s' was refused".formatted(errors.user()),
                            "Log in again; tokens expire (on OpenShift after 24 hours).");
            case 403 -> forbidden(call, answer);
            case 404 -> absent(call, answer);
            case 409 -> conflict(call, answer);
            case 400, 422 -> invalid(call, answer);
            default ->
                    errors.failure(
                            status < 500 ? ErrorClass.PRECOND : ErrorClass.TRANSIENT,
                            "%d at '%s': %s".formatted(status, call.asks(), answer.message()),
                            "Look into the API server's logs.");
        };
    }

    private FederationException redirected(ApiCall call, ApiAnswer answer) {
        return errors.failure(
                ErrorClass.TRANSIENT,
                "%s redirects to %s (%d at '%s'); no redirect is followed, lest a credential go"
                                .formatted(
                                        errors.server(),
                                        host(answer.header("location").orElse("")),
                                        answer.status(),
                                        call.asks())
                        + " to another host",
                "Name the API server itself in the kubeconfig; a login page or proxy answers"
                        + " there.");
    }

    private static String host(String location) {
        try {
            String host = URI.create(location).getHost();
            return host == null ? "another path" : SafeText.of(host);
        } catch (IllegalArgumentException notAUrl) {
            return "nowhere";
        }
    }

    private FederationException forbidden(ApiCall call, ApiAnswer answer) {
        String message = answer.message();
        if (message.contains("exceeded quota")) {
            return errors.failure(
                    ErrorClass.PRECOND,
                    "'%s' exceeds a quota: %s".formatted(call.asks(), message),
                    "Raise the ResourceQuota, or free some of it.");
        }
        if (message.contains("is being terminated") || hasCause(answer, "NamespaceTerminating")) {
            return errors.failure(
                    ErrorClass.PRECOND,
                    "namespace '%s' is being deleted".formatted(call.asks().namespace()),
                    "Wait until it is gone, create it again, and start again.");
        }
        if (message.contains("admission webhook")) {
            return invalid(call, answer);
        }
        Matcher who = WHO.matcher(message);
        return errors.failure(
                ErrorClass.AUTH,
                "user '%s' may not %s: %s"
                        .formatted(
                                who.find() ? who.group(1) : errors.user(),
                                lacking(call.asks(), message),
                                message),
                "Grant it; `meshfed verify-access` prints all that is missing as a Role.");
    }

    /**
     * An apply that would make the object asks for {@code create} after {@code patch} was granted,
     * and that refusal gives no reason: {@code configmaps "x" is forbidden: }.
     */
    private static AccessRule lacking(AccessRule asks, String message) {
        boolean create = asks.verb().equals("patch") && message.strip().endsWith("is forbidden:");
        return create
                ? new AccessRule(
                        "create", asks.group(), asks.plural(), asks.namespace(), asks.name())
                : asks;
    }

    /** A 404 that means more than "there is no such object". */
    private FederationException absent(ApiCall call, ApiAnswer answer) {
        AccessRule asks = call.asks();
        if (answer.detail("kind").equals("namespaces") && !asks.plural().equals("namespaces")) {
            NoSuchNamespace cause = new NoSuchNamespace(SafeText.of(answer.detail("name")));
            return errors.failure(
                    ErrorClass.PRECOND,
                    cause.getMessage(),
                    "Correct the name in the federation file, or create the namespace.",
                    List.of(),
                    cause);
        }
        if (!answer.objectMissing()) {
            String group = asks.group().isEmpty() ? "the core group" : asks.group();
            return errors.failure(
                    ErrorClass.PRECOND,
                    "the API of %s is not served (%s)".formatted(group, asks.plural()),
                    "Install the operator that brings it.");
        }
        return errors.failure(
                ErrorClass.PRECOND, "there is no %s".formatted(asks), "Check that it exists.");
    }

    private FederationException conflict(ApiCall call, ApiAnswer answer) {
        List<String> fields =
                Trees.value(answer.tree(), "details", "causes")
                        .map(Trees::objects)
                        .orElse(List.of())
                        .stream()
                        .filter(cause -> "FieldManagerConflict".equals(cause.get("reason")))
                        .map(RefusedCall::conflictingField)
                        .toList();
        if (fields.isEmpty()) {
            return errors.failure(
                            ErrorClass.CONFLICT,
                            "'%s' met a concurrent change: %s"
                                    .formatted(call.asks(), answer.message()),
                            "Start again: it looks at the cluster afresh.")
                    .asOvertaken();
        }
        return errors.failure(
                ErrorClass.CONFLICT,
                "%s has %s of another owner: %s"
                        .formatted(
                                subject(call),
                                fields.size() == 1 ? "a field" : "fields",
                                fields.get(0)),
                "If that was an edit by hand, put it back: the same command with --take-back %s. If a tool owns it, let one owner go."
                        .formatted(managers(answer)),
                // One stands in the sentence; and no line begins with what a server says.
                fields.size() == 1
                        ? List.of()
                        : fields.stream().map(field -> "field " + field).toList(),
                null);
    }

    private static String managers(ApiAnswer answer) {
        return Trees.value(answer.tree(), "details", "causes")
                .map(Trees::objects)
                .orElse(List.of())
                .stream()
                .map(cause -> MANAGER.matcher(Trees.text(cause, "message").orElse("")))
                .filter(Matcher::find)
                .map(manager -> SafeText.of(manager.group(1)))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" --take-back "));
    }

    /** {@code .spec.x is owned by kubectl}, from {@code conflict with "kubectl" using v1}. */
    private static String conflictingField(Map<String, Object> cause) {
        String said = Trees.text(cause, "message").orElse("");
        Matcher manager = MANAGER.matcher(said);
        return "%s is owned by %s"
                .formatted(
                        SafeText.of(Trees.text(cause, "field").orElse("a field")),
                        manager.find()
                                ? "'" + SafeText.of(manager.group(1)) + "'"
                                : SafeText.of(said));
    }

    private FederationException invalid(ApiCall call, ApiAnswer answer) {
        boolean secret = call.asks().plural().equals("secrets") && call.asks().group().isEmpty();
        // Older servers quote what they could not read.
        String words =
                secret && answer.status() == 400
                        ? "it cannot be read (what the server said may quote it)"
                        : answer.message();
        return errors.failure(
                ErrorClass.PRECOND,
                "%s was not accepted: %s".formatted(subject(call), words),
                "The API server or an admission webhook refuses it; its words say why.");
    }

    private static boolean hasCause(ApiAnswer answer, String reason) {
        Optional<Object> causes = Trees.value(answer.tree(), "details", "causes");
        return causes.map(Trees::objects).orElse(List.of()).stream()
                .anyMatch(cause -> reason.equals(cause.get("reason")));
    }

    private static String subject(ApiCall call) {
        AccessRule asks = call.asks();
        return new AccessRule("", asks.group(), asks.plural(), asks.namespace(), asks.name())
                .toString()
                .strip();
    }
}
