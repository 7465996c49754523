package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import io.meshfed.sandbox.api.Deletion.Deleted;
import io.meshfed.sandbox.api.ObjectWriter.Written;
import io.meshfed.sandbox.api.Target.Options;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Serves collections and objects: every verb but watch. */
final class Resources {

    private final Storage storage;
    private final ObjectWriter writer;
    private final Deletion deletion;
    private final Presentation presentation;
    private final Authorizer authorizer;
    private final Reviews reviews;
    private final Scales scales;

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
        this.scales = new Scales(storage, writer);
    }

    Reply serve(Request request, ApiPath path, Kind kind) {
        String verb = request.verb(path);
        checkMethod(path, kind, verb);
        checkSubresource(path, kind, verb);
        Target target = target(request, path, kind);
        OptionsCheck.write(request, verb);
        if (path.subresource().equals("scale")) {
            return scales.serve(request, target, verb);
        }
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
        if (!target.name().isEmpty() && !target.kind().custom()) {
            throw ApiError.methodNotAllowed();
        }
        return written(request, target, writer.create(target.named(""), body))
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
                request.contentType().startsWith(Patches.APPLY)
                        ? apply(request, target)
                        : writer.patch(target, Patches.of(request, target.kind()));
        return written(request, target, result);
    }

    private Written apply(Request request, Target target) {
        if (storage.get(target.key()).isEmpty() && target.subresource().isEmpty()) {
            authorizer.checkCreate(request.user(), target);
        }
        return writer.apply(target, Bodies.applied(request));
    }

    private Reply list(Request request, ApiPath path, Kind kind) {
        Predicate<Map<String, Object>> selected =
                LabelSelector.parse(request.parameter("labelSelector"))
                        .and(FieldSelector.parse(kind, request.parameter("fieldSelector")));
        Key collection = new Key(kind.type().qualifiedPlural(), path.namespace(), "");
        Page page = Page.of(request, storage, collection, selected);
        return Reply.json(200, presentation.list(kind, page.objects(), page.metadata(), request));
    }

    private Reply delete(Request request, Target target) {
        DeleteOptions options = DeleteOptions.read(request);
        Deleted deleted = deletion.delete(options.dryRun() ? dry(target) : target, options);
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
            deletion.delete(one, DeleteOptions.plain());
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

    private static void checkMethod(ApiPath path, Kind kind, String verb) {
        boolean collection = path.name().isEmpty();
        boolean one = List.of("update", "patch").contains(verb);
        boolean deletesAll = verb.equals("deletecollection");
        if (kind.custom() && collection && one) {
            throw ApiError.badRequest("name must be provided");
        }
        if (kind.stored()
                && (collection && one
                        || collection && verb.equals("create") && nowhere(path, kind)
                        || deletesAll && (!kind.verbs().contains(verb) || nowhere(path, kind)))) {
            throw ApiError.methodNotAllowed();
        }
    }

    private static boolean nowhere(ApiPath path, Kind kind) {
        return kind.type().namespaced() && path.namespace().isEmpty();
    }

    private static void checkSubresource(ApiPath path, Kind kind, String verb) {
        if (path.subresource().isEmpty()) {
            return;
        }
        boolean served =
                switch (path.subresource()) {
                    case "status" -> kind.hasStatus();
                    case "scale" -> kind.scaling().on();
                    default -> false;
                };
        if (!served) {
            throw kind.custom() ? ApiError.notFound(kind, path.name()) : ApiError.noSuchPath();
        }
        if (!List.of("get", "update", "patch").contains(verb)) {
            throw kind.custom() ? ApiError.notSupported(kind, verb) : ApiError.methodNotAllowed();
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
        boolean applies = request.contentType().startsWith(Patches.APPLY);
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
