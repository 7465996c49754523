package io.meshfed.sandbox.mesh;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one istiod has made of one ServiceMeshPeer: its way out, its way in, and both sets. */
final class PeerLink {

    private final Istiod istiod;
    private final String name;
    private final Watch watch;
    private final FullSync sync;
    private final Remotes remotes = new Remotes();
    private final Imports imports = new Imports();
    private PeerSpec spec;
    private String admitted;
    private List<ExportedService> exported = List.of();
    private ImportRules importRules = ImportRules.NONE;
    private long importGeneration;
    private boolean alive = true;
    private boolean served = true;

    PeerLink(Istiod istiod, String name, PeerSpec spec) {
        this.istiod = istiod;
        this.name = name;
        this.spec = spec;
        this.admitted = spec.clientId();
        this.watch = new Watch(this);
        this.sync = new FullSync(this);
    }

    void start() {
        refreshExports(istiod.mesh().services());
        takeImportRules();
        publish();
        istiod.clock().after(Watch.STARTS, () -> ifAlive(watch::begin));
        sync.rounds();
    }

    private void ifAlive(Runnable step) {
        if (alive()) {
            step.run();
        }
    }

    void update(PeerSpec next) {
        boolean elsewhere = next.leadsElsewhereThan(spec);
        spec = next;
        // Without a client id istiod cannot write the policy anew, and the old one stays.
        admitted = next.clientId().isEmpty() ? admitted : next.clientId();
        takeImportRules();
        if (elsewhere) {
            watch.restart();
        }
    }

    /**
     * istiod remembers the generation beyond the life of the set, so one that comes back with the
     * same generation looks unchanged and is ignored.
     */
    private void takeImportRules() {
        Optional<Map<String, Object>> set = istiod.find(Kinds.IMPORT_SET, name);
        if (set.isEmpty() || istiod.mesh().has(MeshFault.IMPORTS_IGNORED)) {
            importRules = ImportRules.NONE;
        } else if (Manifests.generation(set.get()) != importGeneration) {
            importGeneration = Manifests.generation(set.get());
            importRules = ImportRules.of(set.get(), name);
        }
    }

    /** Reads the export set and the Services anew; whoever watches hears of a change at once. */
    void refreshExports(List<Map<String, Object>> services) {
        List<ExportedService> before = exported;
        exported =
                istiod.find(Kinds.EXPORT_SET, name)
                        .map(set -> ExportRules.apply(set, services, name))
                        .orElse(List.of());
        if (!exported.equals(before)) {
            announce();
        }
    }

    private void announce() {
        remotes.exportsChanged(clock().now());
        publish();
        streams()
                .servedBy(this)
                .forEach(
                        stream ->
                                clock().after(
                                                Duration.ofMillis(30),
                                                () -> stream.client().eventFrom(stream)));
    }

    /** Exports nothing, so nothing stands in the way. */
    void remove() {
        alive = false;
        streams().endedByServer(this);
        watch.stop();
        istiod.mesh().world().moved();
    }

    boolean exportsSomething() {
        return !exported.isEmpty();
    }

    /**
     * The deletion locks itself out after the first export it withdraws. The way out stays, the
     * server no longer knows the peer, and nothing of this link can be removed any more.
     */
    void removeHalf() {
        served = false;
        exported = exported.subList(1, exported.size());
    }

    boolean served() {
        return served;
    }

    Answer ask(boolean list) {
        return istiod.mesh().world().path().ask(this, list);
    }

    List<ExportedService> list(String source) {
        remotes.listed(source, clock().now());
        publish();
        return exported;
    }

    void listed(List<ExportedService> offered) {
        watch.synced();
        imports.apply(offered, importRules);
        publish();
    }

    void connected(String source) {
        remotes.connected(source, clock().now());
        publish();
    }

    void disconnected(String source) {
        remotes.disconnected(source, clock().now());
        publish();
    }

    void publish() {
        if (alive()) {
            istiod.statuses().write(this);
            istiod.mesh().world().moved();
        }
    }

    Map<String, Object> element() {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("pod", istiod.pod());
        Instant now = clock().now();
        List<Map<String, Object>> inbound = remotes.status(now);
        if (!inbound.isEmpty()) {
            element.put("remotes", inbound);
        }
        element.put("watch", watch.status());
        return element;
    }

    GatewayConfig.Peer config() {
        return new GatewayConfig.Peer(
                name,
                spec.egress(),
                spec.remote(),
                spec.ingress(),
                admitted,
                exported.stream().map(ExportedService::exportedName).sorted().toList());
    }

    List<ExportedService> exported() {
        return exported;
    }

    Imports imports() {
        return imports;
    }

    Watch watch() {
        return watch;
    }

    FullSync sync() {
        return sync;
    }

    PeerSpec spec() {
        return spec;
    }

    String name() {
        return name;
    }

    Istiod istiod() {
        return istiod;
    }

    boolean alive() {
        return alive && istiod.alive();
    }

    MeshClock clock() {
        return istiod.clock();
    }

    Streams streams() {
        return istiod.mesh().world().streams();
    }

    Duration pause(int failures) {
        return istiod.mesh()
                .world()
                .options()
                .backOff()
                .pause(new BackOff.Istiod(istiod.mesh().meshName(), istiod.pod()), name, failures);
    }
}
