package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Manifest;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.Ownership;
import io.meshfed.model.ResourceType;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One namespace on whichever API server, a session, and somebody else who works there too. */
abstract class SessionBed {

    static final ResourceType CONFIG_MAPS = TestSessions.CONFIG_MAPS;
    static final AtomicInteger NUMBERS = new AtomicInteger();

    final String namespace = "session-" + NUMBERS.incrementAndGet();
    final ObjectRef ref = new ObjectRef(CONFIG_MAPS, namespace, "roots");
    ApiSession session;

    abstract TestCluster cluster();

    @BeforeEach
    void open() {
        session = cluster().session(SessionOptions.of("test"), "");
        cluster().create("kubectl", namespaceRef(namespace), Map.of(), Map.of());
    }

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    static ObjectRef namespaceRef(String name) {
        return new ObjectRef(Refusals.NAMESPACES, "", name);
    }

    static Manifest manifest(ObjectRef ref, Map<String, Object> content) {
        return new Manifest(ref, Ownership.labels("test"), new TreeMap<>(), content);
    }

    Manifest data(Map<String, Object> data) {
        return manifest(ref, Map.of("data", data));
    }

    Observation seen() {
        return seen(ref);
    }

    Observation seen(ObjectRef of) {
        return session.findAll(of.type(), of.namespace(), List.of(of.name()));
    }

    Change apply(Manifest desired) {
        return session.apply(desired, seen(desired.ref()));
    }

    ClusterObject live() {
        return session.find(ref).orElseThrow();
    }

    int patches() {
        return session.requests().getOrDefault("patch", 0);
    }

    static FederationException refusal(ErrorClass expected, Runnable action) {
        FederationException refusal = assertThrows(FederationException.class, action::run);
        assertEquals(expected, refusal.errorClass(), refusal.getMessage());
        return refusal;
    }

    static void assertSays(FederationException refusal, String... words) {
        String all = refusal.getMessage() + refusal.remedy() + refusal.details();
        for (String word : words) {
            assertTrue(all.contains(word), () -> "'" + word + "' is not in: " + all);
        }
    }
}
