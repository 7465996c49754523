package io.meshfed.sandbox.traffic;

import io.meshfed.sandbox.api.Json;
import io.meshfed.sandbox.mesh.MeshState.Way;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends requests where the configuration of this moment leads, and tells what comes back and after
 * how long; nobody waits here.
 */
final class Requests {

    private static final Set<String> OURS =
            Set.of(Answer.NO_CONNECTION, Answer.BROKEN_OFF, Answer.NO_ENDPOINT);

    private final Supplier<Live> live;
    private final Set<String> alive;
    private final Latencies latencies;
    private final AccessLog log;
    private final Tally tally;

    /**
     * @param alive the ids of the pods that run at this moment
     */
    Requests(
            Supplier<Live> live,
            Set<String> alive,
            Latencies latencies,
            AccessLog log,
            Tally tally) {
        this.live = live;
        this.alive = alive;
        this.latencies = latencies;
        this.log = log;
        this.tally = tally;
    }

    /** A request on its way, or its copy. */
    private record Sent(Inbound request, Live now, boolean copy) {}

    Answer answer(Inbound request) {
        Live now = live.get();
        Sent sent = new Sent(request, now, false);
        Optional<Door> door = now.door(request);
        if (door.isEmpty()) {
            return Answer.ofRouter();
        }
        return door.get() instanceof Door.Gateway gateway
                ? throughGateway(sent, gateway)
                : attempt(sent, ((Door.Direct) door.get()).upstream());
    }

    private Answer throughGateway(Sent sent, Door.Gateway gateway) {
        Optional<VirtualHosts> hosts =
                Optional.ofNullable(sent.now().proxies().get(gateway.mesh()))
                        .map(proxies -> proxies.entrances().get(gateway.port()));
        if (hosts.isEmpty()) {
            return Answer.ofRouter();
        }
        return hosts.get()
                .find(sent.request())
                .map(route -> along(sent, route))
                .orElseGet(Answer::noRoute);
    }

    private Answer along(Sent sent, HttpRoute route) {
        route.mirror()
                .filter(HttpRoute.Mirror::now)
                .flatMap(HttpRoute.Mirror::upstream)
                .ifPresent(
                        upstream -> attempt(new Sent(sent.request(), sent.now(), true), upstream));
        Optional<Upstream> upstream = route.targets().next();
        Answer answer =
                upstream.map(found -> persistently(sent, found, route.retries()))
                        .orElseGet(Answer::noCluster);
        long limit = route.timeout().orElse(0);
        return limit > 0 && answer.takesMillis() > limit ? Answer.late(limit) : answer;
    }

    private Answer persistently(Sent sent, Upstream upstream, Retries retries) {
        long took = 0;
        Answer answer = limited(attempt(sent, upstream), retries);
        for (int i = 0; i < retries.attempts() && retries.again(answer); i++) {
            took += answer.takesMillis();
            answer = limited(attempt(sent, upstream), retries);
        }
        return answer.after(took + answer.takesMillis());
    }

    private static Answer limited(Answer answer, Retries retries) {
        long limit = retries.eachTakes().orElse(0);
        return limit > 0 && answer.takesMillis() > limit ? Answer.late(limit) : answer;
    }

    private Answer attempt(Sent sent, Upstream upstream) {
        Optional<Endpoint> endpoint = upstream.pick();
        if (endpoint.isEmpty()) {
            return Answer.noEndpoint();
        }
        Answer answer =
                endpoint.get() instanceof Endpoint.Pod pod
                        ? ask(sent, pod)
                        : cross(sent, (Endpoint.Peer) endpoint.get());
        upstream.report(endpoint.get(), answer.status());
        return answer;
    }

    /** Out through our egress gateway and in through the peer's ingress gateway. */
    private Answer cross(Sent sent, Endpoint.Peer peer) {
        Optional<Way> way = sent.now().way(peer);
        if (way.isEmpty()) {
            return Answer.noConnection();
        }
        Answer answer =
                sent.now()
                        .served(way.get(), peer.exportedName())
                        .map(upstream -> attempt(sent, upstream))
                        .orElseGet(Answer::brokenOff);
        // Between the gateways there is a connection and no HTTP: it can only break off.
        Answer seen = OURS.contains(answer.flags()) ? Answer.brokenOff() : answer;
        return seen.after(
                answer.takesMillis()
                        + latencies.millis(peer.from().cluster(), way.get().target().cluster()));
    }

    private Answer ask(Sent sent, Endpoint.Pod pod) {
        if (!alive.contains(pod.id())) {
            return Answer.noConnection();
        }
        Workload workload = pod.workload();
        String cluster = pod.id().substring(0, pod.id().indexOf('/'));
        String mesh = sent.now().meshes().getOrDefault(cluster + "/" + workload.namespace(), "");
        tally.count(mesh, workload.version(), sent.copy());
        int status = workload.status(tally.next(pod.id()));
        log.say(
                cluster,
                workload.namespace(),
                workload.pod(),
                workload.container(),
                line(sent, workload, status));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("service", workload.app());
        body.put("mesh", mesh);
        body.put("version", workload.version());
        body.put("cluster", cluster);
        body.put("pod", workload.pod());
        return Answer.json(status, Json.write(body)).after(workload.takesMillis());
    }

    private static String line(Sent sent, Workload workload, int status) {
        return "%s %s %d host=%s%s"
                .formatted(
                        sent.request().method(),
                        sent.request().path(),
                        status,
                        sent.request().host(),
                        sent.copy() ? "-shadow mirrored" : "");
    }
}
