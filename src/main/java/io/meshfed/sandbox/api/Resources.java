package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Deletion.Deleted;
import io.meshfed.sandbox.api.Deletion.Preconditions;
import io.meshfed.sandbox.api.ObjectWriter.Written;
import io.meshfed.sandbox.api.Target.Options;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Serves collections and objects: every verb but watch. */
final class Resources {

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
    private static final String APPLY_PATCH = "application/apply-patch+yaml";

    private final Storage storage;
    private final ObjectWriter writer;
    private final Deletion deletion;
    private final Presentation presentation;
    private final Authorizer authorizer;
    private final Reviews reviews;

    Resources(
            Storage storage,
            ObjectWriter writer,
            Deletion deletion,
            Presentation presentation,
            Authorizer authorizer) {
        this.storage = storage;
        this.writer = writer;
        this.deletion = deletion;
        this.presentation = presentation;
        this.authorizer = authorizer;
        this.reviews = new Reviews(authorizer);
    }

    Reply serve(Request request, ApiPath path, Kind kind) {
        String verb = request.verb(path);
        checkSubresource(path, kind, verb);
        Target target = target(request, path, kind);
        return switch (verb) {
            case "get" -> Reply.json(200, presentation.object(kind, existing(target), request));
            case "list" -> list(request, path, kind);
            case "create" -> create(request, target);
            case "update" -> update(request, target);
            case "patch" -> patch(request, target);
            case "delete" -> delete(request, target);
            default -> deleteAll(request, path, target);
        };
    }

    static Target target(Request request, ApiPath path, Kind kind) {
        return new Target(
                kind, path.namespace(), path.name(), path.subresource(), options(request));
    }

    private Reply create(Request request, Target target) {
        Map<String, Object> body = Bodies.object(request);
        if (!target.kind().stored()) {
            return Reply.json(201, reviews.answer(target.kind(), request.user(), body));
        }
        if (!target.name().isEmpty()) {
            throw ApiError.methodNotAllowed(
                    "the server does not allow this method on the requested resource");
        }
        if (target.kind().type().namespaced() && target.namespace().isEmpty()) {
            throw ApiError.badRequest("an empty namespace may not be set during creation");
        }
        return written(request, target, writer.create(target, body))
                .warning(warnings(request, target, body));
    }

    private Reply update(Request request, Target target) {
        Map<String, Object> body = Bodies.object(request);
        return written(request, target, writer.update(target, body))
                .warning(warnings(request, target, body));
    }

    /** Fields that were dropped, for senders who did not ask to be spared. */
    private static List<String> warnings(Request request, Target target, Map<String, Object> body) {
        if (request.parameter("fieldValidation").equals("Ignore")) {
            return List.of();
        }
        SchemaCheck check = new SchemaCheck();
        check.prune(target.kind().schema(), body);
        return check.unknown().stream().map("unknown field \"%s\""::formatted).toList();
    }

    private Reply patch(Request request, Target target) {
        Written result =
                switch (request.contentType()) {
                    case APPLY_PATCH, "application/apply-patch" -> apply(request, target);
                    case MERGE_PATCH -> {
                        Map<String, Object> patch = Bodies.json(request.body());
                        yield writer.patch(target, live -> MergePatch.apply(live, patch));
                    }
                    case JSON_PATCH -> {
                        List<Object> operations = Bodies.operations(request.body());
                        yield writer.patch(target, live -> JsonPatch.apply(live, operations));
                    }
                    case STRATEGIC_PATCH -> strategic(request, target);
                    default -> throw unsupportedPatch(target.kind());
                };
        return written(request, target, result);
    }

    private Written apply(Request request, Target target) {
        if (storage.get(target.key()).isEmpty() && target.subresource().isEmpty()) {
            authorizer.checkCreate(request.user(), target);
        }
        return writer.apply(target, Bodies.object(request));
    }

    private Written strategic(Request request, Target target) {
        if (target.kind().custom()) {
            throw unsupportedPatch(target.kind());
        }
        Map<String, Object> patch = Bodies.json(request.body());
        return writer.patch(target, live -> StrategicMerge.apply(live, patch));
    }

    private static ApiError unsupportedPatch(Kind kind) {
        String accepted =
                String.join(", ", JSON_PATCH, MERGE_PATCH)
                        + (kind.custom() ? "" : ", " + STRATEGIC_PATCH)
                        + ", "
                        + APPLY_PATCH;
        return ApiError.unsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: "
                        + accepted);
    }

    private Reply list(Request request, ApiPath path, Kind kind) {
        Predicate<Map<String, Object>> selected =
                LabelSelector.parse(request.parameter("labelSelector"))
                        .and(FieldSelector.parse(kind, request.parameter("fieldSelector")));
        Storage.Snapshot snapshot = storage.list(kind.type().qualifiedPlural(), path.namespace());
        List<Map<String, Object>> found = snapshot.objects().stream().filter(selected).toList();
        Page page = Page.of(found, request, snapshot.revision());
        return Reply.json(200, presentation.list(kind, page.objects(), page.metadata(), request));
    }

    private Reply delete(Request request, Target target) {
        Map<String, Object> options =
                request.body().length == 0 ? Map.of() : Bodies.object(request);
        boolean dryRun =
                target.options().dryRun() || Trees.texts(options.get("dryRun")).contains("All");
        Target aimed = dryRun ? dry(target) : target;
        Deleted deleted =
                deletion.delete(
                        aimed,
                        new Preconditions(
                                Trees.text(options, "preconditions", "uid").orElse(""),
                                Trees.text(options, "preconditions", "resourceVersion")
                                        .orElse("")));
        if (!deleted.gone()) {
            return Reply.json(200, presentation.object(target.kind(), deleted.object(), request));
        }
        Map<String, Object> details = ApiError.about(target.kind(), target.name());
        Trees.text(deleted.object(), "metadata", "uid").ifPresent(uid -> details.put("uid", uid));
        return Reply.json(
                200,
                tree(
                        "kind",
                        "Status",
                        "apiVersion",
                        "v1",
                        "metadata",
                        Map.of(),
                        "status",
                        "Success",
                        "details",
                        details));
    }

    private Reply deleteAll(Request request, ApiPath path, Target target) {
        Predicate<Map<String, Object>> selected =
                LabelSelector.parse(request.parameter("labelSelector"))
                        .and(
                                FieldSelector.parse(
                                        target.kind(), request.parameter("fieldSelector")));
        Storage.Snapshot before =
                storage.list(target.kind().type().qualifiedPlural(), path.namespace());
        List<Map<String, Object>> doomed = before.objects().stream().filter(selected).toList();
        for (Map<String, Object> object : doomed) {
            Key key = Key.of(target.kind().type(), object);
            Target one =
                    new Target(target.kind(), key.namespace(), key.name(), "", target.options());
            deletion.delete(one, new Preconditions("", ""));
        }
        return Reply.json(
                200,
                presentation.list(
                        target.kind(),
                        doomed,
                        tree("resourceVersion", String.valueOf(before.revision())),
                        request));
    }

    private Reply.Body written(Request request, Target target, Written written) {
        return Reply.json(
                written.created() ? 201 : 200,
                presentation.object(target.kind(), written.object(), request));
    }

    private Map<String, Object> existing(Target target) {
        return storage.get(target.key())
                .orElseThrow(() -> ApiError.notFound(target.kind(), target.name()));
    }

    private static void checkSubresource(ApiPath path, Kind kind, String verb) {
        if (path.subresource().isEmpty()) {
            return;
        }
        if (!path.subresource().equals("status") || !kind.hasStatus()) {
            throw kind.custom() ? ApiError.notFound(kind, path.name()) : ApiError.noSuchPath();
        }
        if (!List.of("get", "update", "patch").contains(verb)) {
            throw ApiError.methodNotAllowed(
                    "the server does not allow this method on the requested resource");
        }
    }

    private static Target dry(Target target) {
        Options options = target.options();
        return new Target(
                target.kind(),
                target.namespace(),
                target.name(),
                target.subresource(),
                new Options(options.manager(), true, options.force(), options.strict()));
    }

    /** Without a field manager the first word of the user agent is one, except when applying. */
    private static Options options(Request request) {
        String manager = request.parameter("fieldManager");
        boolean applies = request.contentType().startsWith("application/apply-patch");
        if (manager.isEmpty() && !applies) {
            manager = request.userAgent().split("/", 2)[0];
        }
        return new Options(
                manager.isEmpty() && !applies ? "unknown" : manager,
                request.dryRun(),
                request.flag("force"),
                request.parameter("fieldValidation").equals("Strict"));
    }
}
