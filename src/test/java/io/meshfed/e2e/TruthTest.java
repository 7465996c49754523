package io.meshfed.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.Federation;
import io.meshfed.model.Trees;
import io.meshfed.report.Change;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.ServerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The same controllers behind the sandbox's API servers and behind real ones. */
@Tag("cluster")
@ParameterizedClass(name = "[{0}]")
@EnumSource(ServerKind.class)
@DisplayName("the whole of federate and unfederate, on embedded API servers and on real ones")
@Timeout(600)
@Order(1)
class TruthTest {

    private static final String[] CLIENT_ID = {"spec", "security", "clientID"};

    @Parameter private ServerKind kind;
    @TempDir private Path folder;
    private FederationRun run;

    @BeforeEach
    void start() {
        Federation federation = FederationRun.parsed(FederationTexts.PAIR);
        run =
                kind == ServerKind.SANDBOX
                        ? FederationRun.of(FederationTexts.PAIR)
                        : new FederationRun(RealStage.of(federation, folder), federation);
    }

    @AfterEach
    void close() {
        if (run != null) {
            run.close();
        }
    }

    @Test
    @DisplayName("federated, verified, unchanged by a second run, taken apart, federated again")
    void thereAndBack() {
        Ran first = run.federate().requireOk();
        assertEquals("2", first.result("verified"));
        assertEquals(Map.of(Change.Kind.CREATED, 8L), first.changes());

        Ran second = run.federate().requireOk().requireNoWrites();
        assertEquals(Map.of(Change.Kind.UNCHANGED, 8L), second.changes());

        Ran back = run.unfederate().requireOk();
        assertEquals(Map.of(Change.Kind.DELETED, 8L, Change.Kind.UPDATED, 2L), back.changes());
        assertEquals(List.of(), run.stage().store("aro").list(ResourceTypes.PEER, ""));

        run.unfederate().requireOk().requireNoWrites();
        assertEquals("2", run.federate().requireOk().result("verified"));
    }

    @Test
    @DisplayName(
            "E11: somebody's edit is diagnosed, never overwritten, and proved when it is taken back")
    void foreignEdit() {
        run.federate().requireOk();
        Edits rosa = run.edits("rosa");
        String right = Trees.text(rosa.get(Names.WEST_PEER), CLIENT_ID).orElseThrow();
        rosa.set(Names.WEST_PEER, "somebody-else", CLIENT_ID);
        run.edits("aro")
                .await(
                        "the live connection to end",
                        FederationRun.PATIENCE,
                        Names.EAST_PEER,
                        peer -> Names.disconnected(peer) && Names.saw(peer, "403"));

        Ran wrong = run.verify().require(ErrorClass.PRECOND);
        assertTrue(wrong.reasons().contains("east -> west client-id-refused"), wrong::failures);
        run.federate().require(ErrorClass.CONFLICT).requireNoWrites();

        rosa.set(Names.WEST_PEER, right, CLIENT_ID);
        run.verify(How.usual().restartingIstiod()).requireOk();
    }

    @Test
    @DisplayName("a renewed root is spread, and istiod told of it, by the next run")
    void renewedRoot() {
        run.federate().requireOk();
        run.stage().mesh("east").renewRoot();

        Ran spread = run.federate().requireOk();
        assertEquals(2, spread.writes().size(), spread.writes()::toString);
        run.federate().requireOk().requireNoWrites();
    }
}
