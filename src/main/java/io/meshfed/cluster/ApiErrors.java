package io.meshfed.cluster;

import io.meshfed.cluster.kubeconfig.ContextSettings;
import io.meshfed.model.ClusterRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.ShellWord;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says of which cluster a failure speaks, and what it means that no useful answer came. */
final class ApiErrors {

    private static final Pattern FULL =
            Pattern.compile("database space exceeded|etcdserver: no space");

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

    /** The beginning of a command for this cluster, to be pasted into a shell. */
    String kubectl() {
        return "kubectl --context " + ShellWord.of(cluster.context());
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

    /** It would have been tried again, had the run had the time. */
    FederationException cutShort(ApiCall call, TransportFailure failure, RetryPlan plan) {
        return failure(
                ErrorClass.TRANSIENT,
                "%s: %s, %s, at '%s'; then the run's time was used up"
                        .formatted(server(), failure.getMessage(), often(plan), call.asks()),
                "Start it again, with a longer --timeout: it goes on where it stopped.",
                List.of(),
                failure);
    }

    FederationException gaveUp(ApiCall call, ApiAnswer answer, RetryPlan plan) {
        if (storageFull(answer)) {
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
            case UNTRUSTED, CLIENT_REFUSED, NO_TLS -> noTls(failure);
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

    private FederationException noTls(TransportFailure failure) {
        String what = failure.getMessage();
        List<String> none = List.of();
        return switch (failure.kind()) {
            case UNTRUSTED ->
                    failure(
                            ErrorClass.INPUT,
                            "server certificate of %s not trusted: %s".formatted(server(), what),
                            "Correct certificate-authority-data, server or tls-server-name in the"
                                    + " kubeconfig.",
                            none,
                            failure);
            case CLIENT_REFUSED ->
                    failure(
                            ErrorClass.AUTH,
                            "%s refused the client certificate of user '%s': %s"
                                    .formatted(server(), user(), what),
                            "Get a new client certificate.",
                            none,
                            failure);
            default ->
                    failure(
                            ErrorClass.INPUT,
                            "no TLS with %s: %s".formatted(server(), what),
                            "Check the server in the kubeconfig.",
                            none,
                            failure);
        };
    }

    /** The words of etcd, which come with different codes. */
    static boolean storageFull(ApiAnswer answer) {
        return answer.status() == 507 || FULL.matcher(answer.message()).find();
    }

    FederationException outOfSpace(ApiCall call, ApiAnswer answer) {
        return failure(
                ErrorClass.TRANSIENT,
                "the API server's storage takes nothing more ('%s'): %s"
                        .formatted(call.asks(), answer.message()),
                "Let the cluster's administrator look at etcd, then start again.");
    }

    String server() {
        return "API server " + SafeText.of(context.server().url().getRawAuthority());
    }

    String user() {
        return SafeText.of(context.user().name());
    }

    private static String often(RetryPlan plan) {
        return plan.tries() <= 1
                ? "once"
                : String.format(
                        Locale.ROOT, "%d times in %d s", plan.tries(), plan.elapsed().toSeconds());
    }
}
