package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Trees;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns what an API server refused, or never said, into failures of the error contract. The one
 * place that knows both.
 */
final class ApiErrors {

    /** How an API server names us when it refuses: {@code User "reader" cannot get ...}. */
    private static final Pattern WHO = Pattern.compile("User \"([^\"]{1,200})\"");

    private static final Pattern FULL =
            Pattern.compile("database space exceeded|etcdserver: (no space|request timed out)");

    private final ClusterRef cluster;
    private final ContextSettings context;

    ApiErrors(ClusterRef cluster, ContextSettings context) {
        this.cluster = cluster;
        this.context = context;
    }

    /** {@code cluster 'rosa' (context 'rosa')}. */
    String where() {
        return "cluster '%s' (context '%s')"
                .formatted(SafeText.of(cluster.name()), SafeText.of(cluster.context()));
    }

    FederationException failure(ErrorClass errorClass, String problem, String remedy) {
        return failure(errorClass, problem, remedy, List.of(), null);
    }

    FederationException failure(
            ErrorClass errorClass,
            String problem,
            String remedy,
            List<String> details,
            Throwable cause) {
        return new FederationException(
                errorClass, where() + ": " + problem, remedy, details, cause);
    }

    FederationException outOfTime(ApiCall call) {
        return failure(
                ErrorClass.TRANSIENT,
                "the run's time was used up before '%s'".formatted(call.asks()),
                "Start it again, with a longer --timeout: it goes on where it stopped.");
    }

    FederationException gaveUp(ApiCall call, ApiAnswer answer, RetryPlan plan) {
        if (FULL.matcher(answer.message()).find()) {
            return outOfSpace(call, answer);
        }
        String retryAfter =
                answer.header("retry-after")
                        .map(value -> ", with Retry-After: " + SafeText.of(value))
                        .orElse("");
        return failure(
                ErrorClass.TRANSIENT,
                "%s answered %d %s%s at '%s': %s"
                        .formatted(
                                server(),
                                answer.status(),
                                often(plan),
                                retryAfter,
                                call.asks(),
                                answer.message()),
                "Start it again later: it goes on where it stopped.");
    }

    FederationException gaveUp(ApiCall call, TransportFailure failure, RetryPlan plan) {
        String what = failure.getMessage();
        return switch (failure.kind()) {
            case UNREACHABLE ->
                    failure(
                            ErrorClass.TRANSIENT,
                            "cannot reach %s: %s".formatted(server(), what),
                            "Check the network, the VPN or proxy, and that the cluster is up.",
                            List.of(),
                            failure);
            case UNTRUSTED ->
                    failure(
                            ErrorClass.INPUT,
                            "server certificate of %s not trusted: %s".formatted(server(), what),
                            "Correct certificate-authority-data, server or tls-server-name in the"
                                    + " kubeconfig.",
                            List.of(),
                            failure);
            case CLIENT_REFUSED ->
                    failure(
                            ErrorClass.AUTH,
                            "%s refused the client certificate of user '%s': %s"
                                    .formatted(server(), user(), what),
                            "Get a new client certificate.",
                            List.of(),
                            failure);
            case NO_TLS ->
                    failure(
                            ErrorClass.INPUT,
                            "no TLS with %s: %s".formatted(server(), what),
                            "Check the server in the kubeconfig.",
                            List.of(),
                            failure);
            case STALLED, CUT, GARBLED ->
                    failure(
                            ErrorClass.TRANSIENT,
                            "%s: %s, %s, at '%s'"
                                    .formatted(server(), what, often(plan), call.asks()),
                            "Start it again: it goes on where it stopped.",
                            List.of(),
                            failure);
        };
    }

    /** A refusal that nothing but a person can change. */
    FederationException refused(ApiCall call, ApiAnswer answer) {
        int status = answer.status();
        if (status >= 300 && status < 400) {
            return redirected(call, answer);
        }
        if (status == 507 || FULL.matcher(answer.message()).find()) {
            return outOfSpace(call, answer);
        }
        return switch (status) {
            case 401 ->
                    failure(
                            ErrorClass.AUTH,
                            "401: the credential of user '%s' was refused".formatted(user()),
                            "Log in again; tokens expire (on OpenShift after 24 hours).");
            case 403 -> forbidden(call, answer);
            case 404 -> absent(call, answer);
            case 409 -> conflict(call, answer);
            case 400, 422 -> invalid(call, answer);
            default ->
                    failure(
                            ErrorClass.TRANSIENT,
                            "%d at '%s': %s".formatted(status, call.asks(), answer.message()),
                            "Look into the API server's logs.");
        };
    }

    private FederationException redirected(ApiCall call, ApiAnswer answer) {
        return failure(
                ErrorClass.TRANSIENT,
                "%s redirects to %s (%d at '%s'); no redirect is followed, lest a credential go"
                                .formatted(
                                        server(),
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
            return failure(
                    ErrorClass.PRECOND,
                    "'%s' exceeds a quota: %s".formatted(call.asks(), message),
                    "Raise the ResourceQuota, or free some of it.");
        }
        if (message.contains("is being terminated") || hasCause(answer, "NamespaceTerminating")) {
            return failure(
                    ErrorClass.PRECOND,
                    "namespace '%s' is being deleted".formatted(call.asks().namespace()),
                    "Wait until it is gone, create it again, and start again.");
        }
        if (message.contains("admission webhook")) {
            return invalid(call, answer);
        }
        Matcher who = WHO.matcher(message);
        return failure(
                ErrorClass.AUTH,
                "user '%s' may not %s: %s"
                        .formatted(who.find() ? who.group(1) : user(), call.asks(), message),
                "Grant it; `meshfed verify-access` prints all that is missing as a Role.");
    }

    /** A 404 that means more than "there is no such object". */
    private FederationException absent(ApiCall call, ApiAnswer answer) {
        AccessRule asks = call.asks();
        if (answer.detail("kind").equals("namespaces") && !asks.plural().equals("namespaces")) {
            return failure(
                    ErrorClass.PRECOND,
                    "there is no namespace '%s'".formatted(SafeText.of(answer.detail("name"))),
                    "Correct the name in the federation file, or create the namespace.");
        }
        if (!isNamed(answer)) {
            String group = asks.group().isEmpty() ? "the core group" : asks.group();
            return failure(
                    ErrorClass.PRECOND,
                    "the API of %s is not served (%s)".formatted(group, asks.plural()),
                    "Install the operator that brings it.");
        }
        return failure(
                ErrorClass.PRECOND, "there is no %s".formatted(asks), "Check that it exists.");
    }

    /** Whether a 404 speaks of an object, and not of a whole kind or path. */
    static boolean isNamed(ApiAnswer answer) {
        return answer.status() == 404 && !answer.detail("name").isEmpty();
    }

    private FederationException conflict(ApiCall call, ApiAnswer answer) {
        List<String> fields =
                Trees.value(answer.tree(), "details", "causes")
                        .map(Trees::objects)
                        .orElse(List.of())
                        .stream()
                        .filter(cause -> "FieldManagerConflict".equals(cause.get("reason")))
                        .map(ApiErrors::conflictingField)
                        .toList();
        if (fields.isEmpty()) {
            return failure(
                    ErrorClass.CONFLICT,
                    "'%s' met a concurrent change: %s".formatted(call.asks(), answer.message()),
                    "Start again: it looks at the cluster afresh.");
        }
        return failure(
                ErrorClass.CONFLICT,
                "%s has %s of another owner: %s"
                        .formatted(
                                subject(call),
                                fields.size() == 1 ? "a field" : "fields",
                                fields.get(0)),
                "Let one owner go: either that manager or meshfed sets the field.",
                fields,
                null);
    }

    /** {@code .spec.x is owned by kubectl}, from {@code conflict with "kubectl" using v1}. */
    private static String conflictingField(Map<String, Object> cause) {
        String said = Trees.text(cause, "message").orElse("");
        Matcher manager = Pattern.compile("conflict with \"([^\"]+)\"").matcher(said);
        return "%s is owned by %s"
                .formatted(
                        SafeText.of(Trees.text(cause, "field").orElse("a field")),
                        manager.find()
                                ? "'" + SafeText.of(manager.group(1)) + "'"
                                : SafeText.of(said));
    }

    private FederationException invalid(ApiCall call, ApiAnswer answer) {
        return failure(
                ErrorClass.PRECOND,
                "%s was not accepted: %s".formatted(subject(call), answer.message()),
                "The API server or an admission webhook refuses it; its words say why.");
    }

    private FederationException outOfSpace(ApiCall call, ApiAnswer answer) {
        return failure(
                ErrorClass.TRANSIENT,
                "the API server's storage takes nothing more ('%s'): %s"
                        .formatted(call.asks(), answer.message()),
                "Let the cluster's administrator look at etcd, then start again.");
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

    private String server() {
        return "API server " + SafeText.of(context.server().url().getRawAuthority());
    }

    private String user() {
        return SafeText.of(context.user().name());
    }

    private static String often(RetryPlan plan) {
        return plan.tries() == 1
                ? "once"
                : String.format(
                        Locale.ROOT, "%d times in %d s", plan.tries(), plan.elapsed().toSeconds());
    }
}
