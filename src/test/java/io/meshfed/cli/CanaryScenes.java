package io.meshfed.cli;

import io.meshfed.cli.CommandLines.Surrounding;
import io.meshfed.cli.TwistedServer.Answer;
import io.meshfed.cli.TwistedServer.Twist;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where secrets stand, and what goes wrong with them. */
final class CanaryScenes {

    /** Strings of objects that somebody else may have written. */
    private static final List<String> FIELDS =
            List.of(
                    "name",
                    "namespace",
                    "manager",
                    "message",
                    "hostname",
                    "ip",
                    "reason",
                    "version",
                    "clusterID",
                    "lastDisconnectStatus",
                    "trustDomain",
                    "type",
                    "gitVersion",
                    "resourceVersion",
                    "username");

    private final Canaries canaries;
    private final CanaryKubeconfig kubeconfigs;
    private final TwistedServer server;
    private final Path folder;
    private final AtomicInteger number = new AtomicInteger();

    CanaryScenes(
            Canaries canaries, CanaryKubeconfig kubeconfigs, TwistedServer server, Path folder) {
        this.canaries = canaries;
        this.kubeconfigs = kubeconfigs;
        this.server = server;
        this.folder = folder;
    }

    /**
     * @param cheap whether a run ends before its first request
     */
    record Scene(String name, boolean cheap, Function<String, Surrounding> prepared) {

        @Override
        public String toString() {
            return name;
        }
    }

    List<Scene> all() {
        List<Scene> all = new ArrayList<>();
        all.add(scene("all is well", kubeconfigs::tokens, real()));
        all.add(scene("a token in a file", kubeconfigs::files, real()));
        all.add(scene("a plugin", kubeconfigs::plugin, real()));
        all.add(scene("a key beside a root", kubeconfigs::tokens, changed(this::keyBesideRoot)));
        all.add(scene("a key in a root", kubeconfigs::tokens, changed(this::keyInRoot)));
        all.add(scene("an applied manifest", kubeconfigs::tokens, changed(this::lastApplied)));
        all.add(scene("objects repeat the credential", kubeconfigs::tokens, objects()));
        all.add(scene("a token refused", kubeconfigs::tokens, refused(401, "Unauthorized")));
        all.add(scene("a file refused", kubeconfigs::files, refused(401, "Unauthorized")));
        all.add(scene("a plugin refused", kubeconfigs::plugin, refused(403, "Forbidden")));
        all.add(scene("forbidden", kubeconfigs::tokens, refused(403, "Forbidden")));
        all.add(scene("a password refused", kubeconfigs::password, refused(401, "Unauthorized")));
        all.add(scene("not found", kubeconfigs::tokens, refused(404, "NotFound")));
        all.add(scene("a conflict", kubeconfigs::tokens, refused(409, "Conflict")));
        all.add(scene("a webhook", kubeconfigs::tokens, refused(422, "Invalid")));
        all.add(scene("a bad request", kubeconfigs::tokens, refused(400, "BadRequest")));
        all.add(scene("a server's error", kubeconfigs::tokens, refused(500, "InternalError")));
        all.add(scene("too many", kubeconfigs::tokens, refused(429, "TooManyRequests")));
        all.add(scene("elsewhere", kubeconfigs::tokens, refused(302, "Found")));
        all.add(scene("a page", kubeconfigs::tokens, page()));
        all.add(scene("no JSON", kubeconfigs::tokens, garbled()));
        all.add(scene("a client key", kubeconfigs::key, refused(401, "Unauthorized")));
        all.add(
                scene(
                        "a plugin with a key",
                        kubeconfigs::pluginWithKey,
                        refused(403, "Forbidden")));
        all.add(input("a plugin that fails", kubeconfigs::brokenPlugin));
        all.add(input("a broken key", kubeconfigs::brokenKey));
        all.add(input("a proxy with a password", kubeconfigs::proxy));
        all.add(input("an address with a password", kubeconfigs::address));
        all.add(input("an old provider", kubeconfigs::oldProvider));
        all.add(input("a token with a bell", kubeconfigs::brokenToken));
        all.add(input("a token twice", kubeconfigs::tokenTwice));
        all.add(input("a token as a list", kubeconfigs::tokenAsList));
        all.add(input("a file cut off", kubeconfigs::cut));
        all.add(input("no YAML", kubeconfigs::notYaml));
        all.add(wrongFile("a kubeconfig as federation file", true));
        all.add(wrongFile("a kubeconfig as params file", false));
        return all;
    }

    private Scene scene(String name, Function<String, Path> kubeconfig, Twist twist) {
        return new Scene(name, false, id -> surrounding(id, kubeconfig, twist));
    }

    private Scene input(String name, Function<String, Path> kubeconfig) {
        return new Scene(name, true, id -> surrounding(id, kubeconfig, real()));
    }

    private Surrounding surrounding(String id, Function<String, Path> kubeconfig, Twist twist) {
        server.twist(id, twist);
        Path file = kubeconfig.apply(id);
        return new Surrounding(
                FuzzCorpus.write(
                        folder.resolve("federation.yaml"), FuzzCorpus.federations().get(0)),
                file,
                manifests(id),
                new CanarySet(canaries, folder).of(id),
                List.of("--allow-exec"));
    }

    private Scene wrongFile(String name, boolean federation) {
        return new Scene(
                name,
                true,
                id -> {
                    Surrounding usual = surrounding(id, kubeconfigs::tokens, real());
                    return federation
                            ? new Surrounding(
                                    usual.kubeconfig(),
                                    usual.kubeconfig(),
                                    usual.kubeconfig(),
                                    usual.kubeconfig(),
                                    List.of())
                            : new Surrounding(
                                    usual.federation(),
                                    usual.kubeconfig(),
                                    usual.lint(),
                                    usual.set(),
                                    List.of("--params-file=" + usual.kubeconfig()));
                });
    }

    /** A Secret where a Task was meant. */
    private Path manifests(String id) {
        return FuzzCorpus.write(
                folder.resolve(id + ".secret.yaml"),
                """
                apiVersion: v1
                kind: Secret
                metadata: { name: x }
                stringData: { password: %1$s }
                ---
                apiVersion: tekton.dev/v1
                kind: Task
                metadata: { name: x }
                spec:
                  steps:
                  - { name: a, image: x, env: [{ name: PASSWORD, value: %1$s }], script: "curl -u me:%1$s" }
                """
                        .formatted(canaries.of("password in a manifest")));
    }

    private static Twist real() {
        return (path, authorization, real) -> real.answer();
    }

    private Twist changed(UnaryOperator<String> change) {
        return (path, authorization, real) -> with(real.answer(), change);
    }

    private static Answer with(Answer answer, UnaryOperator<String> change) {
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new Answer(
                answer.status(),
                answer.headers(),
                change.apply(body).getBytes(StandardCharsets.UTF_8));
    }

    private String keyBesideRoot(String body) {
        return body.replace(
                "\"root-cert.pem\":", "\"key.pem\":\"%s\",\"root-cert.pem\":".formatted(pem()));
    }

    private String keyInRoot(String body) {
        return body.replace("\"root-cert.pem\":\"", "\"root-cert.pem\":\"" + pem());
    }

    private String pem() {
        return "-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"
                .formatted(canaries.of("key in a ConfigMap"));
    }

    private String lastApplied(String body) {
        return body.replace(
                "\"metadata\":{\"",
                "\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"{'password':'%s'}\"},\""
                        .formatted(canaries.of("password in an annotation")));
    }

    /** One field of all objects, another one each time. */
    private Twist objects() {
        return (path, authorization, real) -> {
            String field = FIELDS.get(number.incrementAndGet() % FIELDS.size());
            String form = form(authorization);
            return with(
                    real.answer(),
                    body -> body.replaceAll("(\"" + field + "\":\")[^\"]*\"", "$1" + form + "\""));
        };
    }

    /** From the first request on, or from a later one. */
    private Twist refused(int status, String reason) {
        return (path, authorization, real) ->
                number.incrementAndGet() % 3 == 0
                        ? real.answer()
                        : status(status, reason, form(authorization));
    }

    private static Answer status(int code, String reason, String form) {
        String json =
                """
                {"kind":"Status","apiVersion":"v1","status":"Failure","code":%1$d,"reason":"%2$s",
                 "message":"%3$s: conflict with \\"%3$s\\" using v1: .%3$s; admission webhook \\"%3$s\\" denied: %3$s",
                 "details":{"name":"%3$s","group":"%3$s","kind":"%3$s",
                 "causes":[{"reason":"FieldManagerConflict","message":"conflict with \\"%3$s\\" using %3$s","field":".%3$s"}]}}"""
                        .formatted(code, reason, form);
        return new Answer(
                code,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Retry-After",
                        code == 429 ? form : "0",
                        "Set-Cookie",
                        "session=" + form,
                        "WWW-Authenticate",
                        "Bearer realm=\"" + form + "\"",
                        "Warning",
                        "299 - \"" + form + "\"",
                        "Location",
                        "https://%s.example.com/?token=%s".formatted(form, form)),
                json.getBytes(StandardCharsets.UTF_8));
    }

    private Twist page() {
        return (path, authorization, real) ->
                new Answer(
                        502,
                        Map.of(
                                "Content-Type",
                                "text/html; x=" + form(authorization),
                                "Retry-After",
                                "0"),
                        ("<html><title>" + form(authorization)).getBytes(StandardCharsets.UTF_8));
    }

    private Twist garbled() {
        return (path, authorization, real) ->
                new Answer(
                        200,
                        Map.of("Content-Type", form(authorization)),
                        ("{\"kind\": " + form(authorization)).getBytes(StandardCharsets.UTF_8));
    }

    /** The credential as it came, or as somebody would encode it; another form each time. */
    private String form(String authorization) {
        String credential = authorization.substring(authorization.indexOf(' ') + 1);
        byte[] bytes = credential.getBytes(StandardCharsets.UTF_8);
        byte[] header = authorization.getBytes(StandardCharsets.UTF_8);
        int half = credential.length() / 2;
        return switch (number.incrementAndGet() % 7) {
            case 0 -> authorization;
            case 1 -> Base64.getEncoder().encodeToString(bytes);
            case 2 -> Base64.getUrlEncoder().encodeToString(header);
            case 3 -> URLEncoder.encode(authorization, StandardCharsets.UTF_8);
            case 4 -> HexFormat.of().formatHex(bytes);
            case 5 -> credential.substring(half, Math.min(credential.length(), half + 12));
            default -> credential;
        };
    }
}
