package io.meshfed.sandbox.api;

import java.time.InstantSource;
import java.util.List;

/** An API server without a door: what it keeps, and how it answers requests that reached it. */
final class ApiCore {

    private final KindRegistry kinds;
    private final Storage storage;
    private final Users users;
    private final ObjectStore store;
    private final Admission admission = new Admission();
    private final RequestLog log = new RequestLog();
    private final Faults faults = new Faults();
    private final PodLogs logs;
    private final Router router;

    /** The usual namespaces are there. */
    ApiCore(ApiServerOptions options) {
        kinds = KindRegistry.builtIn(options.withoutGroups());
        options.moreKinds().forEach(kind -> kinds.add(kind, true));
        storage = new Storage(options.historyLimit());
        InstantSource clock = options.clock();
        Authorizer authorizer = new Authorizer(new Rbac(storage));
        Tokens tokens = new Tokens(storage, clock);
        users = new Users(tokens, authorizer);
        options.moreUsers().forEach(users::add);
        Deletion deletion = new Deletion(storage, kinds, admission, clock);
        ObjectWriter writer =
                new ObjectWriter(storage, admission, deletion, new Definitions(kinds), clock);
        Presentation presentation = new Presentation(new Tables(clock));
        logs = new PodLogs(clock);
        router =
                new Router(
                        kinds,
                        authorizer,
                        new Resources(storage, writer, deletion, presentation, authorizer),
                        new Watches(storage, presentation),
                        new Router.Extras(new TokenRequests(storage, tokens), logs));
        store = new ControllerStore(storage, kinds, writer, deletion);
        for (String namespace : List.of("default", "kube-system", "kube-public")) {
            store.put(
                    Discovery.tree(
                            "apiVersion",
                            "v1",
                            "kind",
                            "Namespace",
                            "metadata",
                            Discovery.tree("name", namespace)));
        }
        BuiltInRoles.all().forEach(store::put);
    }

    KindRegistry kinds() {
        return kinds;
    }

    Storage storage() {
        return storage;
    }

    Users users() {
        return users;
    }

    ObjectStore store() {
        return store;
    }

    Admission admission() {
        return admission;
    }

    RequestLog requests() {
        return log;
    }

    Faults faults() {
        return faults;
    }

    PodLogs logs() {
        return logs;
    }

    Router router() {
        return router;
    }
}
