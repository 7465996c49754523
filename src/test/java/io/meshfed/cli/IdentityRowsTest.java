package io.meshfed.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cli.GeneratedRoles.Right;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.ErrorClass;
import io.meshfed.resource.FederationObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.sandbox.api.LoggedRequest;
import io.meshfed.testing.Federations;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Part F of the fault catalogue: who we are, what we may do, and where. */
class IdentityRowsTest extends CommandBed {

    private static final String USER_ROSA = "(- name: rosa\\n  user:\\n    token: )\\S+";

    /** After the first write of rosa something happens, and what it says comes instead. */
    private void afterFirstWrite(Runnable happens) {
        AtomicBoolean written = new AtomicBoolean();
        AtomicBoolean happened = new AtomicBoolean();
        Consumer<LoggedRequest> look =
                request -> {
                    if (written.get() && happened.compareAndSet(false, true)) {
                        happens.run();
                    }
                    if (writesObject(request)) {
                        written.set(true);
                    }
                };
        fault(
                (ordinal, request) -> {
                    look.accept(request);
                    return Optional.empty();
                });
    }

    /** The lock that comes first is no part of what is written. */
    private static boolean writesObject(LoggedRequest request) {
        return request.write() && !request.path().contains("/leases");
    }

    private void assertPrefix() {
        assertTrue(rosa().has(FederationObjects.injectedRoots(rosaKnowsAro)));
        assertFalse(rosa().has(FederationObjects.peer(rosaKnowsAro)));
        assertFalse(aro().has(FederationObjects.peer(aroKnowsRosa)));
    }

    @Test
    @DisplayName("F6: an expired token is AUTH with its user; with a new one the run goes on")
    void expiredAtOnce() throws IOException {
        String before = Files.readString(clusters.kubeconfig());
        editKubeconfig(USER_ROSA, "$1expired");

        String told = refusedClean(ErrorClass.AUTH, federate());

        says(told, "401: the credential of user 'rosa' was refused", "Log in again");
        assertFalse(told.contains("expired\n"), "the token is not shown");
        Files.writeString(clusters.kubeconfig(), before);
        converges();
    }

    @Test
    @DisplayName("F6: a token that ends in the middle is AUTH at once, and no write comes after it")
    void expiredInTheMiddle() {
        AtomicBoolean written = new AtomicBoolean();
        List<String> refused = new ArrayList<>();
        fault(
                (ordinal, request) -> {
                    if (written.get()) {
                        refused.add(request.toString());
                        return Optional.of(refusal(401, "Unauthorized", "Unauthorized"));
                    }
                    written.set(writesObject(request));
                    return Optional.empty();
                });

        String told = refused(ErrorClass.AUTH, federate());

        says(told, "401: the credential of user 'rosa' was refused", "24 hours");
        assertPrefix();
        assertTrue(refused.size() <= 4, refused::toString);
        converges();
    }

    @Test
    @DisplayName("F7: each right that is missing on either side is AUTH, and printed as a Role")
    void missingRights() {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        write("federation.yaml", limited());
        GeneratedRoles roles = GeneratedRoles.of("verify-access");
        Map<String, String> namespaces = Map.of("aro", "aro-stg-mesh", "rosa", "rosa-prod-mesh");
        namespaces.forEach((cluster, namespace) -> bind(cluster, roles, namespace));
        ok(run("verify-access"));
        int cases = 0;
        List<String> untold = new ArrayList<>();
        for (Map.Entry<String, String> side : namespaces.entrySet()) {
            for (Right taken : roles.rights()) {
                bind(side.getKey(), roles.without(taken), side.getValue());
                Cli.Outcome outcome = run("verify-access");
                boolean told =
                        outcome.exit() == ErrorClass.AUTH.exitCode()
                                && names(outcome, taken)
                                && outcome.out().contains("cluster '" + side.getKey())
                                && writes().isEmpty();
                if (!told) {
                    untold.add(side.getKey() + ": " + taken + " exit " + outcome.exit());
                }
                cases++;
            }
            bind(side.getKey(), roles, side.getValue());
        }
        assertEquals(List.of(), untold);
        assertTrue(cases >= 40, "cases: " + cases);
        ok(run("verify-access"));
    }

    private void bind(String cluster, GeneratedRoles roles, String namespace) {
        clusters.allow(cluster, List.of());
        clusters.bind(cluster, roles.in(namespace));
    }

    private static String limited() {
        return Federations.ARO_ROSA
                .replace("context: aro ", "context: aro-limited ")
                .replace("context: rosa ", "context: rosa-limited ");
    }

    private static boolean names(Cli.Outcome outcome, Right right) {
        String said = (outcome.out() + outcome.err()).replaceAll("[\\s\"'\\[\\]-]+", " ");
        String role = right.resource() + " (resourceNames: [^:]+ )?verbs: " + right.verb() + " ";
        return said.contains(right.verb() + " " + right.resource())
                || Pattern.compile(role).matcher(said).find();
    }

    @Test
    @DisplayName("F8: a right that is lost in the middle is AUTH with its name; then it goes on")
    void rightLost() {
        OpenShift.identify(clusters, List.of("aro", "rosa"));
        write("federation.yaml", limited());
        GeneratedRoles roles = GeneratedRoles.of("federate");
        bind("aro", roles, "aro-stg-mesh");
        bind("rosa", roles, "rosa-prod-mesh");
        Right lost =
                roles.rights().stream()
                        .filter(r -> (r.verb() + r.resource()).equals("patchexportedservicesets"))
                        .findFirst()
                        .orElseThrow();
        afterFirstWrite(() -> bind("rosa", roles.without(lost), "rosa-prod-mesh"));

        String told = refused(ErrorClass.AUTH, federate());

        says(told, "user 'limited' may not patch exportedservicesets.federation.maistra.io");
        says(told, "in rosa-prod-mesh", "`meshfed verify-access -f ");
        says(told, "prints all that is missing as a Role");
        assertPrefix();
        bind("rosa", roles, "rosa-prod-mesh");
        converges();
    }

    @Test
    @DisplayName("F10: two clusters of the file that are one are INPUT, and nothing is written")
    void oneCluster() {
        write(
                "federation.yaml",
                Federations.ARO_ROSA.replace("context: rosa ", "context: aro-reader "));

        String told = refusedClean(ErrorClass.INPUT, federate());

        says(told, "clusters 'aro' and 'rosa' of the federation file are one cluster");
        write("federation.yaml", Federations.ARO_ROSA);
        converges();
    }

    @Test
    @DisplayName("F11: swapped contexts are INPUT with the pinned id and the one found")
    void swapped() {
        String pinned =
                Federations.ARO_ROSA
                        .replace("{ context: aro }", "{ context: CA, id: %s }".formatted(id("aro")))
                        .replace(
                                "{ context: rosa }",
                                "{ context: CR, id: %s }".formatted(id("rosa")));
        write("federation.yaml", pinned.replace("CA", "rosa").replace("CR", "aro"));

        String told = refusedClean(ErrorClass.INPUT, federate());

        says(told, "this is another cluster: its id is " + id("rosa"), "pinned is " + id("aro"));
        write("federation.yaml", pinned.replace("CA", "aro").replace("CR", "rosa"));
        converges();
    }

    private String id(String cluster) {
        return clusters.raw(cluster)
                .get(new ObjectRef(ResourceTypes.NAMESPACE, "", "kube-system"))
                .uid();
    }

    @Test
    @DisplayName("G10: a kubeconfig that is replaced meanwhile is not read again; 401 is AUTH")
    void replacedKubeconfig() throws IOException {
        String good = Files.readString(clusters.kubeconfig());
        afterFirstWrite(() -> write("kubeconfig", "kind: Nonsense"));
        ok(federate());

        Files.writeString(clusters.kubeconfig(), good);
        ok(run("unfederate"));
        editKubeconfig(USER_ROSA, "$1withdrawn");
        refusedClean(ErrorClass.AUTH, federate());
        Files.writeString(clusters.kubeconfig(), good);
        converges();
    }
}
