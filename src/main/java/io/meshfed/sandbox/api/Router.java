package io.meshfed.sandbox.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds what a path means. */
final class Router {

    /** Subresources that are no part of an object. */
    record Extras(TokenRequests tokens, PodLogs logs) {}

    private final KindRegistry kinds;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final Authorizer authorizer;
    private final Extras extras;
    private final Resources resources;
    private final Watches watches;

    Router(
            KindRegistry kinds,
            Authorizer authorizer,
            Resources resources,
            Watches watches,
            Extras extras) {
        this.kinds = kinds;
        this.discovery = new Discovery(kinds);
        this.openApi = new OpenApi(kinds);
        this.authorizer = authorizer;
        this.extras = extras;
        this.resources = resources;
        this.watches = watches;
    }

    /** The resource that a path names, served or not. */
    static Optional<ApiPath> resource(String path) {
        return ApiPath.parse(path);
    }

    Optional<Kind> kind(ApiPath path) {
        return kinds.byPlural(path.group(), path.version(), path.plural());
    }

    Reply serve(Request request) {
        Optional<ApiPath> path = resource(request.path());
        if (path.isEmpty()) {
            return general(request);
        }
        ApiPath at = path.get();
        authorizer.check(
                request.user(),
                new Access(
                        request.verb(at),
                        at.group(),
                        at.resource(),
                        at.accessNamespace(),
                        request.accessName(at)));
        Optional<Kind> served = kind(at);
        if (served.isEmpty()) {
            return unknown(at);
        }
        if (PodLogs.serves(request, at)) {
            return extras.logs().serve(request, at);
        }
        Kind kind = served.get();
        if (!kind.stored() && !request.method().equals("POST")) {
            throw at.name().isEmpty() ? ApiError.methodNotAllowed() : ApiError.noSuchPath();
        }
        boolean writesAll = List.of("POST", "DELETE").contains(request.method());
        if (kind.custom() && writesAll && kind.type().namespaced() && at.namespace().isEmpty()) {
            return Reply.pageNotFound();
        }
        if (!kind.type().namespaced() && !at.namespace().isEmpty()
                || kind.type().namespaced() && at.namespace().isEmpty() && !at.name().isEmpty()) {
            return unknown(at);
        }
        if (TokenRequests.asks(at, kind) && request.method().equals("POST")) {
            Map<String, Object> body = Bodies.object(request);
            return extras.tokens().answer(Resources.target(request, at, kind), body);
        }
        return request.watches()
                ? watches.serve(request, at, kind)
                : resources.serve(request, at, kind);
    }

    /** Only groups that are built in say it in a Status. */
    private Reply unknown(ApiPath at) {
        boolean builtIn =
                kinds.all().stream()
                        .anyMatch(k -> !k.custom() && k.type().group().equals(at.group()));
        return builtIn ? Reply.error(ApiError.noSuchPath()) : Reply.pageNotFound();
    }

    private Reply general(Request request) {
        String[] parts = request.path().replaceAll("^/+|/+$", "").split("/");
        authorizer.check(request.user(), verb(request), "/" + String.join("/", parts));
        if (!List.of("GET", "HEAD").contains(request.method())) {
            throw ApiError.noSuchPath();
        }
        return switch (parts[0]) {
            case "" -> Reply.json(200, paths());
            case "version" -> Reply.json(200, ServerVersion.tree());
            case "healthz", "readyz", "livez" -> Reply.text("ok");
            case "api" ->
                    Reply.json(
                            200,
                            parts.length == 1
                                    ? discovery.coreVersions()
                                    : discovery.resources("", parts[1]));
            case "apis" ->
                    parts.length > 1 && !kinds.groups().containsKey(parts[1])
                            ? Reply.pageNotFound()
                            : Reply.json(200, apis(parts));
            case "openapi" ->
                    OpenApi.wantsProtobuf(request)
                            ? OpenApi.emptyProtobuf()
                            : Reply.json(200, openApi(parts));
            default -> throw ApiError.noSuchPath();
        };
    }

    private static String verb(Request request) {
        return request.method().equals("HEAD") ? "get" : request.method().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> apis(String[] parts) {
        return switch (parts.length) {
            case 1 -> discovery.groups();
            case 2 -> discovery.group(parts[1]);
            default -> discovery.resources(parts[1], parts[2]);
        };
    }

    private Map<String, Object> openApi(String[] parts) {
        String path = String.join("/", parts);
        if (path.equals("openapi/v2")) {
            return openApi.version2();
        }
        if (path.equals("openapi/v3")) {
            return openApi.index();
        }
        if (path.startsWith("openapi/v3/apis/") && parts.length == 5) {
            return openApi.version3(parts[3], parts[4]);
        }
        if (path.startsWith("openapi/v3/api/") && parts.length == 4) {
            return openApi.version3("", parts[3]);
        }
        throw ApiError.noSuchPath();
    }

    private static Map<String, Object> paths() {
        return Map.of(
                "paths",
                List.of(
                        "/api",
                        "/api/v1",
                        "/apis",
                        "/healthz",
                        "/livez",
                        "/openapi/v2",
                        "/openapi/v3",
                        "/readyz",
                        "/version"));
    }
}
