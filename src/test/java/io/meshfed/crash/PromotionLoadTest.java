package io.meshfed.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Trees;
import io.meshfed.probe.Load;
import io.meshfed.probe.LoadPlan;
import io.meshfed.probe.Sample;
import io.meshfed.probe.Target;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.DirectApi.Stored;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Users of production ask for the service all the time, and notice nothing that they need not. */
class PromotionLoadTest {

    private static final int RATE = 20;
    private static final Duration AFTERWARDS = Duration.ofSeconds(10);
    private static final String QUARTER = "balance:aro-stg-mesh=25";

    /** How the answers were that users got, by what they said. */
    private static final class Users implements Consumer<Sample> {
        final SortedMap<String, Integer> answers = new TreeMap<>();
        private final Runnable beside;

        Users(Runnable beside) {
            this.beside = beside;
        }

        @Override
        public void accept(Sample sample) {
            String said =
                    sample.failure().isEmpty()
                            ? sample.answerer().mesh() + " " + sample.answerer().version()
                            : sample.failure();
            answers.merge(said, 1, Integer::sum);
            beside.run();
        }

        int all() {
            return answers.values().stream().mapToInt(Integer::intValue).sum();
        }

        int of(String said) {
            return answers.getOrDefault(said, 0);
        }
    }

    /** From before the first command until a while after the last one. */
    private static Users during(World world, Runnable beside, Runnable commands) {
        Users users = new Users(beside);
        Target target = Target.of(URI.create("http://" + host(world) + "/info"));
        LoadPlan plan = new LoadPlan(LoadPlan.UNTIL_STOPPED, RATE, 1, Duration.ofSeconds(2));
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        try (Load load = world.visits().start(target, tls, plan, users)) {
            commands.run();
            world.clock().advance(AFTERWARDS);
            load.stop();
        }
        return users;
    }

    private static String host(World world) {
        return world.api(Promoted.CLUSTER).latest().values().stream()
                .filter(each -> each.type().plural().equals(ResourceTypes.ROUTE.plural()))
                .filter(each -> each.namespace().equals(Promoted.MESH.namespace()))
                .map(Stored::after)
                .flatMap(route -> Trees.text(route, "spec", "host").stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("no request is lost while a release is promoted and installed, and taken back")
    void good() {
        World world = Story.PROMOTE.world();
        Users users =
                during(
                        world,
                        () -> {},
                        () -> {
                            assertTrue(world.run(Command.PROMOTE).ok());
                            world.clock().advance(AFTERWARDS);
                            assertTrue(world.run(Command.ROLL_BACK).ok());
                        });

        System.out.println("promoted, installed and taken back: " + users.answers);
        assertEquals(
                users.all(),
                users.of("rosa-prod-mesh v1")
                        + users.of("aro-stg-mesh v2")
                        + users.of("rosa-prod-mesh v2"),
                users.answers::toString);
        assertTrue(users.of("aro-stg-mesh v2") > 40, users.answers::toString);
        assertTrue(users.of("rosa-prod-mesh v2") > 40, users.answers::toString);
    }

    @Test
    @DisplayName("no request is lost while a release is promoted that staging goes on to serve")
    void served() {
        World world = Story.PROMOTE_SERVING.world();
        Users users =
                during(
                        world,
                        () -> {},
                        () -> {
                            assertTrue(world.run(Command.PROMOTE_SERVING).ok());
                            world.clock().advance(AFTERWARDS);
                            assertTrue(world.run(Command.ROLL_BACK).ok());
                        });

        System.out.println("promoted, served from staging and taken back: " + users.answers);
        assertEquals(
                users.all(),
                users.of("rosa-prod-mesh v1") + users.of("aro-stg-mesh v2"),
                users.answers::toString);
    }

    @Test
    @DisplayName(
            "of a release that breaks at a quarter of the requests, none is lost that it did not fail itself, and none when it is taken back")
    void bad() {
        World world = Story.PROMOTE.world();
        boolean[] broken = {false};
        Runnable breaks =
                () -> {
                    if (!broken[0] && PromotionRule.pattern(world).startsWith(QUARTER)) {
                        broken[0] = true;
                        breakRelease(world);
                    }
                };
        Users users =
                during(
                        world,
                        breaks,
                        () ->
                                assertEquals(
                                        Optional.of(ErrorClass.GATE_FAIL),
                                        world.run(Command.PROMOTE).verdict()));

        System.out.println("taken back because it failed: " + users.answers);
        int failed = users.of("status 500");
        assertTrue(failed > 10, users.answers::toString);
        assertEquals(
                users.all() - failed,
                users.of("rosa-prod-mesh v1") + users.of("aro-stg-mesh v2"),
                users.answers::toString);
        assertTrue(failed < users.all() / 4, users.answers::toString);
        Users after = during(world, () -> {}, () -> world.clock().advance(AFTERWARDS));
        assertEquals(after.all(), after.of("rosa-prod-mesh v1"), after.answers::toString);
    }

    /** Its pods in staging answer with 500 from now on. */
    private static void breakRelease(World world) {
        Map<String, Object> deployment =
                new LinkedHashMap<>(
                        world.api("aro")
                                .store()
                                .get(
                                        ResourceTypes.DEPLOYMENT,
                                        Visitors.SERVICE.namespace(),
                                        "kube-info")
                                .orElseThrow());
        Map<String, Object> spec = new LinkedHashMap<>(Trees.object(deployment.get("spec")));
        Map<String, Object> template = new LinkedHashMap<>(Trees.object(spec.get("template")));
        Map<String, Object> metadata = new LinkedHashMap<>(Trees.object(template.get("metadata")));
        metadata.put("annotations", Map.of("sandbox.meshfed.io/answers", "500"));
        template.put("metadata", metadata);
        spec.put("template", template);
        deployment.put("spec", spec);
        world.api("aro").store().put(deployment);
    }
}
