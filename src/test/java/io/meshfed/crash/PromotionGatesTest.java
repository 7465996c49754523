package io.meshfed.crash;

import static io.meshfed.gates.PrometheusServer.series;
import static io.meshfed.gates.PrometheusServer.vector;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.gates.PrometheusServer;
import io.meshfed.gates.PrometheusServer.Reply;
import io.meshfed.promotion.Gate;
import io.meshfed.promotion.Halt;
import io.meshfed.promotion.Phase;
import io.meshfed.promotion.PromotionState;
import io.meshfed.report.ErrorClass;
import io.meshfed.testing.InfoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promotion that goes by what a metrics server says, over real connections. */
class PromotionGatesTest {

    private static final String MIRROR = "mirror:aro-stg-mesh=100";
    private static final int ENOUGH = 500;

    /** What such a server may say instead of a number of now; each at a given time. */
    private static final Map<String, Function<Instant, Reply>> SAID = new LinkedHashMap<>();

    static {
        said("a 500", at -> PrometheusServer.error(500, "internal", "out of memory"));
        said("a 503", at -> new Reply(503, "text/html", "<html>starting</html>"));
        said("a 422", at -> PrometheusServer.error(422, "execution", "query timed out"));
        said("a 400", at -> PrometheusServer.error(400, "bad_data", "parse error at char 3"));
        said("a 401", at -> PrometheusServer.error(401, "unauthorized", "no token"));
        said("no series", at -> Reply.json(vector("")));
        said(
                "two series",
                at -> Reply.json(vector(series("0", at) + "," + series("0", at), ENOUGH)));
        said("NaN", at -> Reply.json(vector(series("NaN", at), ENOUGH)));
        said("an infinity", at -> Reply.json(vector(series("-Inf", at), ENOUGH)));
        said("of an hour ago", at -> number("0", at.minus(Duration.ofHours(1))));
        said("of tomorrow", at -> number("0", at.plus(Duration.ofDays(1))));
        said("too few samples", at -> Reply.json(vector(series("0", at), 3)));
        said("a page", at -> new Reply(200, "text/html", "<html>log in</html>"));
        said("a torn answer", at -> Reply.json("{\"status\":\"success\",\"data\":{"));
        said("a redirect", at -> new Reply(302, "text/html", ""));
    }

    private static void said(String what, Function<Instant, Reply> reply) {
        SAID.put(what, reply);
    }

    private static Reply number(String value, Instant at) {
        return Reply.json(vector(series(value, at), ENOUGH));
    }

    private static World judgedBy(String address) {
        World world = Story.PROMOTE.world();
        world.judgedBy(
                new Gate.Prometheus(
                        new Gate.Endpoint(address, "", ""),
                        "sum(rate(errors[5m]))",
                        Double.NEGATIVE_INFINITY,
                        0.01,
                        100));
        Story.approve(world, Command.PLAN);
        return world;
    }

    @Test
    @DisplayName(
            "H1, H2: whatever a metrics server says but a number of now, a promotion stays where it is; with one it goes on")
    void unknownNeverPromotes() {
        AtomicReference<World> running = new AtomicReference<>();
        AtomicReference<Function<Instant, Reply>> saying = new AtomicReference<>(this::good);
        try (PrometheusServer server = server(() -> running.get().clock().now(), saying::get)) {
            World world = judgedBy(server.address());
            running.set(world);
            stopInRamp(world, saying);
            SAID.forEach(
                    (what, reply) -> {
                        saying.set(reply);
                        Ran ran = world.run(Command.PROMOTE);

                        assertEquals(
                                Optional.of(ErrorClass.GATE_UNKNOWN),
                                ran.verdict(),
                                () -> what + ": " + ran);
                        assertEquals(MIRROR, PromotionRule.pattern(world), what);
                        assertHalted(world, Phase.JUDGING);
                    });
            saying.set(this::good);

            assertTrue(world.run(Command.PROMOTE).ok());
            assertEquals(List.of(), world.oracle().wrong());
        }
    }

    private Reply good(Instant at) {
        return number("0.01", at);
    }

    /** The release passed, and from then on nothing is known. */
    private static void stopInRamp(World world, AtomicReference<Function<Instant, Reply>> saying) {
        Function<Instant, Reply> good = saying.get();
        saying.set(
                at ->
                        PromotionRule.pattern(world).equals("none")
                                ? good.apply(at)
                                : Reply.json(vector("")));
        assertEquals(Optional.of(ErrorClass.GATE_UNKNOWN), world.run(Command.PROMOTE).verdict());
        assertEquals(MIRROR, PromotionRule.pattern(world));
    }

    private static void assertHalted(World world, Phase phase) {
        PromotionState state = PromotionRule.record(world).state();
        assertEquals(phase, state.phase());
        assertEquals(Halt.UNKNOWN, state.position().halt());
    }

    private static PrometheusServer server(
            Supplier<Instant> now, Supplier<Function<Instant, Reply>> saying) {
        return new PrometheusServer(
                (exchange, number) -> {
                    Reply reply = saying.get().apply(now.get());
                    exchange.getResponseHeaders().set("Content-Type", reply.type());
                    exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/");
                    InfoServer.text(exchange, reply.status(), reply.body());
                });
    }

    @Test
    @DisplayName("H3: a number beyond the limit in the middle of the ramp takes everything back")
    void tooMuch() {
        AtomicReference<World> running = new AtomicReference<>();
        Function<Instant, Reply> says =
                at ->
                        number(
                                PromotionRule.pattern(running.get()).contains("=25")
                                        ? "0.011"
                                        : "0",
                                at);
        try (PrometheusServer server = server(() -> running.get().clock().now(), () -> says)) {
            World world = judgedBy(server.address());
            running.set(world);
            Ran ran = world.run(Command.PROMOTE);

            assertEquals(Optional.of(ErrorClass.GATE_FAIL), ran.verdict(), ran::toString);
            assertEquals("none", PromotionRule.pattern(world));
            assertEquals(Phase.AS_FOUND, PromotionRule.record(world).state().phase());
            assertEquals(List.of(), world.oracle().wrong());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    @DisplayName(
            "H1: a metrics server that hangs up, also on TLS, keeps a release from being offered at all")
    void hangsUp(String scheme) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> hangUp(socket), "hangs-up");
            thread.setDaemon(true);
            thread.start();
            World world = judgedBy(scheme + "://127.0.0.1:" + socket.getLocalPort());
            Ran ran = world.run(Command.PROMOTE);

            assertEquals(Optional.of(ErrorClass.GATE_UNKNOWN), ran.verdict(), ran::toString);
            assertEquals("none", PromotionRule.pattern(world));
            assertHalted(world, Phase.GATING);
            assertEquals(List.of(), world.oracle().wrong());
        }
    }

    private static void hangUp(ServerSocket socket) {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
