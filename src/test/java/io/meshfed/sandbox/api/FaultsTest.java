package io.meshfed.sandbox.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ResourceType;
import io.meshfed.testing.OwnThread;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FaultsTest {

    private static final String MAP = "/api/v1/namespaces/default/configmaps/a";
    private static final String BODY =
            """
            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "data": {"k": "v"}}
            """;

    private final ApiServer server = ApiServer.start(ApiServerOptions.of("aro"));
    private final Client client = Client.admin(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName("the n-th request alone gets the wrong answer, and is not carried out")
    void nthRequest() {
        server.faults().set(FaultPlan.at(2, Fault.status(503)));

        assertEquals(404, client.get(MAP).code());
        assertEquals(503, apply().code());
        assertEquals(201, apply().code());
    }

    @Test
    @DisplayName("429 carries the Retry-After header as the plan writes it")
    void tooManyRequests() {
        server.faults().set(FaultPlan.at(1, Fault.tooManyRequests("7")));

        Client.Answer answer = client.get(MAP);

        assertEquals(429, answer.code());
        assertEquals("7", answer.response().headers().firstValue("Retry-After").orElse(""));
    }

    @Test
    @DisplayName("a connection that is cut before the commit leaves nothing behind")
    void cutBefore() {
        server.faults().set(FaultPlan.at(1, new Fault.CutBefore()));

        assertThrows(UncheckedIOException.class, this::apply);

        assertEquals(404, client.get(MAP).code());
    }

    @Test
    @DisplayName("a reply that is lost after the commit leaves the object there")
    void cutAfter() {
        server.faults().set(FaultPlan.at(1, new Fault.CutAfter()));

        assertThrows(UncheckedIOException.class, this::apply);

        assertEquals(200, client.get(MAP).code());
    }

    @Test
    @DisplayName("a truncated body breaks off in the middle")
    void truncated() {
        apply();
        server.faults().set(FaultPlan.at(1, new Fault.Truncate(20)));

        assertThrows(UncheckedIOException.class, () -> client.get(MAP));
    }

    @Test
    @DisplayName("a stalled request waits until it is released, and is carried out then")
    void stalled() {
        CountDownLatch released = new CountDownLatch(1);
        server.faults()
                .set(FaultPlan.first(1, r -> r.verb().equals("patch"), new Fault.Stall(released)));

        CompletableFuture<Client.Answer> pending = OwnThread.begin(this::apply);
        CompletableFuture<Client.Answer> other = OwnThread.begin(() -> client.get("/version"));

        assertEquals(200, other.join().code());
        assertTrue(pending.isDone() || server.store().list(type(), "default").isEmpty());
        released.countDown();
        assertEquals(201, pending.join().code());
    }

    @Test
    @DisplayName("proxy pages and redirects come as they are")
    void strangers() {
        server.faults()
                .set(FaultPlan.at(Map.of(1, Fault.html(502), 2, Fault.redirect("https://x/"))));

        assertTrue(client.get(MAP).body().startsWith("<html>"));
        assertEquals(
                "https://x/",
                client.get(MAP).response().headers().firstValue("Location").orElse(""));
    }

    @Test
    @DisplayName("a plan can pick requests by what they are")
    void picked() {
        server.faults().set(FaultPlan.first(1, r -> r.verb().equals("patch"), Fault.status(500)));

        assertEquals(404, client.get(MAP).code());
        assertEquals(500, apply().code());
        assertEquals(201, apply().code());
    }

    @Test
    @DisplayName("the log tells writes, dry runs and reviews apart, and who sent them")
    void log() {
        apply();
        client.apply(MAP + "?fieldManager=t&dryRun=All", BODY);
        client.get(MAP);
        client.post(
                "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                """
                {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview",
                 "spec": {"resourceAttributes": {"verb": "get", "resource": "pods"}}}
                """);
        client.as("nobody").delete(MAP);

        RequestLog log = server.requests();
        assertEquals(
                List.of("PATCH " + MAP, "DELETE " + MAP),
                log.writes().stream().map(LoggedRequest::toString).toList());
        assertEquals(1, log.dryRuns().size());
        assertEquals(Map.of("create", 1, "delete", 1, "get", 1, "patch", 2), log.byVerb());
        LoggedRequest first = log.all().get(0);
        assertEquals("admin test/1.0", first.user() + " " + first.userAgent());
        log.clear();
        assertFalse(log.all().iterator().hasNext());
    }

    private Client.Answer apply() {
        return client.apply(MAP + "?fieldManager=t", BODY);
    }

    private ResourceType type() {
        return server.kinds().type("", "ConfigMap").orElseThrow();
    }
}
