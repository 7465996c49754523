package io.meshfed.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.json.Json;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a session promises when somebody else writes between its look and its own write. */
abstract class RaceContract extends SessionBed {

    private static final String APPLY = "application/apply-patch+yaml";

    @Test
    @DisplayName(
            "C7: what was deleted and created again since we looked is neither deleted nor written")
    void recreated() {
        apply(data(Map.of("a", "1")));
        Observation before = seen();
        cluster().delete(ref);
        Map<String, Object> labels = new TreeMap<>(Ownership.labels("test"));
        cluster().create("kubectl", ref, labels, Map.of("data", Map.of("new", "x")));

        refusal(ErrorClass.CONFLICT, () -> session.delete(ref, before));
        refusal(ErrorClass.CONFLICT, () -> session.apply(data(Map.of("a", "2")), before));

        assertEquals(Map.of("new", "x"), live().object("data"));
    }

    @Test
    @DisplayName("what vanished since we looked is not created under its old identity")
    void vanished() {
        apply(data(Map.of("a", "1")));
        Observation before = seen();
        cluster().delete(ref);

        refusal(ErrorClass.CONFLICT, () -> session.apply(data(Map.of("a", "2")), before));
        assertEquals(Change.Kind.NOT_FOUND, session.delete(ref, before).kind());
        assertTrue(session.find(ref).isEmpty());
    }

    @Test
    @DisplayName("what somebody created meanwhile is a CONFLICT, with the command that undoes it")
    void appeared() throws IOException {
        Observation before = seen();
        cluster().create("argocd", ref, Map.of("app", "x"), Map.of("data", Map.of("theirs", "1")));

        FederationException refusal =
                refusal(
                        ErrorClass.CONFLICT,
                        () -> session.apply(data(Map.of("ours", "2")), before));

        assertSays(refusal, "created by 'argocd' on 20", "our fields were merged into it");
        assertTrue(Ownership.isOurs(live()), "merged, so it looks like ours");
        String remedy = refusal.remedy();
        assertTrue(
                remedy.endsWith(
                        "' | kubectl --context ctx apply --server-side --field-manager meshfed"
                                + " -f -"),
                remedy);
        String nothing = remedy.substring(remedy.indexOf('{'), remedy.lastIndexOf('}') + 1);
        cluster().patch("meshfed", ref, APPLY, tree(nothing));
        assertFalse(Ownership.isOurs(live()));
        assertEquals(Map.of("theirs", "1"), live().object("data"));
    }

    private static Map<String, Object> tree(String json) throws IOException {
        return Json.readObject(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("a dry run says so too, and has nothing to take back")
    void appearedInDryRun() {
        Observation before = seen();
        cluster().create("argocd", ref, Map.of(), Map.of("data", Map.of("theirs", "1")));

        FederationException refusal =
                refusal(ErrorClass.CONFLICT, () -> session.dryRun(data(Map.of("a", "1")), before));

        assertSays(refusal, "appeared since it was looked for");
        assertFalse(refusal.remedy().contains("kubectl"), refusal.remedy());
        assertFalse(Ownership.isOurs(live()));
    }

    @Test
    @DisplayName("what another run of ours created meanwhile is not reported as created again")
    void concurrentRun() {
        Observation before = seen();
        session.apply(data(Map.of("a", "1")), before);

        Change second = session.apply(data(Map.of("a", "1")), before);

        assertTrue(second.kind() != Change.Kind.CREATED, second.toString());
        assertEquals(Map.of("a", "1"), live().object("data"));
    }
}
