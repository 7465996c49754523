package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Part A of the fault catalogue: what is refused for its content, or for want of room. */
class RefusedWriteRowsTest extends CommandBed {

    private static final String PEERS = "servicemeshpeers";

    @Test
    @DisplayName("A16: an object that changes faster than we write is a CONFLICT")
    void everChanging() {
        faultOnWrites(
                "exportedservicesets",
                refusal(
                        409,
                        "Conflict",
                        "the object has been modified; please apply your changes"));

        String told = refused(ErrorClass.CONFLICT, federate());

        says(
                told,
                "exportedservicesets",
                "met a concurrent change",
                "the object has been modified");
        assertFalse(rosa().has(FederationObjects.exports(rosaKnowsAro)));
        converges();
    }

    @Test
    @DisplayName("A16: a controller that takes our field each time is named with the field")
    void takenEachTime() {
        ok(federate());
        ObjectRef ref = FederationObjects.exports(rosaKnowsAro);
        for (int round = 0; round < 2; round++) {
            rosa().apply(ref, Map.of("spec", Map.of("exportRules", List.of())), "greedy");

            String told = refused(ErrorClass.CONFLICT, federate());

            says(told, ".spec.exportRules is owned by 'greedy'");
        }
        rosa().delete(ref);
        converges();
    }

    @Test
    @DisplayName("A18: what a webhook denies is PRECOND in its words, cleaned and cut")
    void webhook() {
        String words =
                "admission webhook \\\"v.example.com\\\" denied the request: \\u001b[2J\\n"
                        + "x".repeat(3000);
        faultOnWrites("exportedservicesets", refusal(403, "Forbidden", words));

        String told = refused(ErrorClass.PRECOND, federate());

        says(told, "/aro-stg-mesh in rosa-prod-mesh was not accepted");
        says(told, "v.example.com", "denied the request: \\u001b[2J", "webhook refuses it");
        assertTrue(told.length() < 900, told);
        assertFalse(rosa().has(FederationObjects.exports(rosaKnowsAro)));
        assertFalse(rosa().has(FederationObjects.peer(rosaKnowsAro)));
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        converges();
    }

    @Test
    @DisplayName("A18: what the schema refuses of a peer is PRECOND, and neither peer is written")
    void schema() {
        fault(
                FaultPlan.always(
                        request -> request.verb().equals("patch") && request.path().contains(PEERS),
                        refusal(422, "Invalid", "spec.remote: Invalid value")));

        String told = refused(ErrorClass.PRECOND, federate());

        says(told, "spec.remote: Invalid value");
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
        converges();
    }

    /** In the order in which unfederate deletes them. */
    private List<ObjectRef> deletedOfRosa() {
        return List.of(
                FederationObjects.peer(rosaKnowsAro),
                FederationObjects.imports(rosaKnowsAro),
                FederationObjects.exports(rosaKnowsAro),
                FederationObjects.injectedRoots(rosaKnowsAro));
    }

    @Test
    @DisplayName("A19: a delete that is denied, at any place, lists what is left, and only that")
    void deniedDelete() {
        for (ObjectRef denied : deletedOfRosa()) {
            ok(federate());
            fault(
                    FaultPlan.always(
                            r ->
                                    r.verb().equals("delete")
                                            && r.path().contains(denied.type().plural()),
                            refusal(
                                    403,
                                    "Forbidden",
                                    "admission webhook \\\"keep\\\" denied the request: kept")));

            String told = refused(ErrorClass.PARTIAL, run("unfederate"));

            says(told, denied.toString(), "delete by hand: oc --context rosa");
            assertTrue(rosa().has(denied), denied::toString);
            for (ObjectRef ref : deletedOfRosa()) {
                assertEquals(rosa().has(ref), told.contains(ref.toString()), told);
            }
            inOrder();
            ok(run("unfederate"));
            assertTrue(deletes().stream().allMatch(told::contains), deletes() + told);
            assertTrue(deletedOfRosa().stream().noneMatch(rosa()::has));
        }
    }

    /** {@code servicemeshpeer/aro-stg-mesh}, as the command to delete it by hand has it. */
    private List<String> deletes() {
        return writes().stream()
                .filter(write -> write.contains(" delete "))
                .map(write -> write.replaceAll(".* delete ([a-z]+)s/", "$1/"))
                .toList();
    }

    @Test
    @DisplayName("A20: a webhook that changes our field is a CONFLICT that shows both values")
    void mutated() {
        String answer =
                """
                {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"aro-stg-mesh-ca-root-cert",
                "namespace":"rosa-prod-mesh","labels":{"app.kubernetes.io/managed-by":"helm",
                "meshfed.io/federation":"aro-rosa"}},"data":{"root-cert.pem":"other"}}""";
        faultOnWrites("configmaps", new Fault.Answer(201, Map.of(), "application/json", answer));

        String told = refused(ErrorClass.CONFLICT, federate());

        says(told, "differs after the apply: '", "' became '", "A webhook changes it");
        assertFalse(rosa().has(FederationObjects.peer(rosaKnowsAro)));
        converges();
    }

    @Test
    @DisplayName("A21: Service Mesh 3 is PRECOND by its name, and nothing is written")
    void serviceMesh3() {
        fault(
                (ordinal, request) -> {
                    if (request.path().contains("federation.maistra.io")) {
                        return Optional.of(
                                new Fault.Answer(
                                        404, Map.of(), "text/plain", "404 page not found"));
                    }
                    String groups =
                            "{\"kind\":\"APIGroupList\",\"groups\":[{\"name\":\"sailoperator.io\"}]}";
                    return request.path().equals("/apis")
                            ? Optional.of(
                                    new Fault.Answer(200, Map.of(), "application/json", groups))
                            : Optional.empty();
                });

        String told = refusedClean(ErrorClass.PRECOND, federate());

        says(told, "federation.maistra.io is not served", "sailoperator.io", "Service Mesh 3");
        refusedClean(ErrorClass.PRECOND, federate());
        converges();
    }

    @Test
    @DisplayName("A22: an exceeded quota is PRECOND, a full storage TRANSIENT; both go on later")
    void noRoom() {
        faultOnWrites("configmaps", refusal(403, "Forbidden", "exceeded quota: small, used: 1"));
        says(refused(ErrorClass.PRECOND, federate()), "exceeds a quota", "Raise the ResourceQuota");

        faultOnWrites("configmaps", refusal(507, "InsufficientStorage", "no space"));
        says(refused(ErrorClass.TRANSIENT, federate()), "storage takes nothing more");

        faultOnWrites("configmaps", refusal(500, "", "etcdserver: mvcc: database space exceeded"));
        String told = refused(ErrorClass.TRANSIENT, inVain("storage takes", "federate"));
        says(told, "storage takes nothing more", "look at etcd");

        assertFalse(rosa().has(FederationObjects.injectedRoots(rosaKnowsAro)));
        assertTrue(
                aro().has(FederationObjects.injectedRoots(aroKnowsRosa)), "a prefix of the plan");
        converges();
    }
}
