package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.Ownership;
import io.meshfed.report.Change;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.steps.ApplyManifestsStep;
import io.meshfed.testing.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MemberValuesTest extends SetBed {

    @Override
    protected List<String> clusterNames() {
        return List.of("aro");
    }

    @Test
    @DisplayName(
            "values that the server writes in a form of its own are no change in the second run")
    void normalForms() {
        write(
                "deployment.yaml",
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: { name: web, namespace: SPACE, labels: { app.kubernetes.io/managed-by: kustomize } }
                spec:
                  replicas: 0
                  selector: { matchLabels: { app: web } }
                  template:
                    metadata: { labels: { app: web }, creationTimestamp: null }
                    spec:
                      nodeSelector: { a: b }
                      containers:
                        - name: web
                          image: web
                          resources: { requests: { cpu: 1000m, memory: 1024Mi } }
                          ports: [{ containerPort: 80 }]
                ---
                apiVersion: v1
                kind: Secret
                metadata: { name: login, namespace: SPACE }
                stringData: { password: hunter2 }
                """);

        harness().run(new ApplyManifestsStep(source(), options(true, false))).requireOk();
        harness().runTwice(new ApplyManifestsStep(source(), options(true, false)));

        ClusterObject stored = aro().get(ref(ResourceTypes.DEPLOYMENT, "web"));
        assertEquals("kustomize", stored.label("app.kubernetes.io/managed-by").orElseThrow());
    }

    @Test
    @DisplayName("a value of a Secret is in no change that is told")
    void hidesSecrets() {
        String secret =
                """
                apiVersion: v1
                kind: Secret
                metadata: { name: login, namespace: SPACE }
                stringData: { password: hunter2 }
                """;
        write("secret.yaml", secret);
        harness().run(apply()).requireOk();
        write("secret.yaml", secret.replace("hunter2", "hunter3"));

        Run run = harness().run(apply()).requireOk();

        Change change = run.changes(Change.Kind.UPDATED).get(0);
        assertEquals(
                "[FieldChange[path=data.password, before=(hidden), after=(hidden)]]",
                change.fields().toString());
    }

    @Test
    @DisplayName(
            "no hash of a Secret is stored, and its values in any form of base64 are no change")
    void storesNoHash() {
        write(
                "secret.yaml",
                """
                apiVersion: v1
                kind: Secret
                metadata: { name: login, namespace: SPACE }
                data:
                  word: aHVudGVyMg==
                  lines: |
                    aHVudGVy
                    Mg==
                """);
        harness().run(apply()).requireOk();

        harness().runTwice(apply());

        ClusterObject stored = aro().get(ref(SECRET, "login"));
        assertEquals(Optional.empty(), stored.annotation(Ownership.APPLIED));
        assertEquals("aHVudGVyMg==", stored.text("data", "lines").orElseThrow());
    }
}
