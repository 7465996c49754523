package io.meshfed.steps.sets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.ClusterSession;
import io.meshfed.manifests.GroupKind;
import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;

class ReadyRulesTest {

    private final ClusterSession session = Mockito.mock(ClusterSession.class);
    private final ReadyRules rules = new ReadyRules(session, "aro");

    private static ClusterObject object(String kind, String yaml) {
        int dot = kind.indexOf('.');
        String group = dot < 0 ? "" : kind.substring(dot + 1);
        String name = dot < 0 ? kind : kind.substring(0, dot);
        ResourceType type = new ResourceType(group, "v1", name, "things", true);
        Map<String, Object> tree = new LinkedHashMap<>(Yaml.one(yaml));
        return new ClusterObject(new ObjectRef(type, "ns", "x"), tree);
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Namespace | {status: {phase: Active}} | ready",
                "Namespace | {status: {phase: Odd}} | is Odd",
                "Namespace | {metadata: {deletionTimestamp: x}, spec: {finalizers: [a/b]}} | is being deleted; finalizer a/b",
                "PersistentVolumeClaim | {status: {phase: Pending}} | is Pending",
                "CustomResourceDefinition.apiextensions.k8s.io | {status: {}} | is not Established yet",
                "CustomResourceDefinition.apiextensions.k8s.io | {status: {conditions: [{type: Established, status: 'True'}]}} | ready",
                "Deployment.apps | {metadata: {generation: 2}, status: {observedGeneration: 1}} | its change was not taken in yet (generation 2, observed 1)",
                "Deployment.apps | {metadata: {generation: 1}, spec: {replicas: 2}, status: {observedGeneration: 1, updatedReplicas: 1}} | 1 of 2 pods are updated",
                "Deployment.apps | {spec: {replicas: 2}, status: {updatedReplicas: 2, replicas: 3, availableReplicas: 3}} | 1 old pod has not ended",
                "Deployment.apps | {spec: {replicas: 2}, status: {updatedReplicas: 2, replicas: 2, availableReplicas: 1}} | 1 of 2 pods are available",
                "Deployment.apps | {spec: {replicas: 2}, status: {updatedReplicas: 2, replicas: 2, availableReplicas: 2}} | ready",
                "Deployment.apps | {spec: {replicas: 0}} | ready",
                "Deployment.apps | {status: {conditions: [{type: Progressing, status: 'False', message: too slow}]}} | makes no progress: too slow",
                "StatefulSet.apps | {spec: {replicas: 1}, status: {updatedReplicas: 1}} | 0 of 1 pods are ready",
                "StatefulSet.apps | {spec: {replicas: 1, updateStrategy: {type: OnDelete}}, status: {readyReplicas: 1}} | ready",
                "DaemonSet.apps | {status: {desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 2}} | 2 of 3 pods are available",
                "Job.batch | {status: {}} | is not Complete yet",
                "Job.batch | {status: {conditions: [{type: Complete, status: 'True'}]}} | ready",
                "Job.batch | {spec: {suspend: true}} | ready",
                "Service | {spec: {type: ClusterIP}} | ready",
                "Service | {spec: {type: LoadBalancer}} | has no address of a load balancer yet",
                "Service | {spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}}} | ready",
                "Route.route.openshift.io | {} | was seen by no router yet",
                "Route.route.openshift.io | {status: {ingress: [{routerName: default, conditions: [{type: Admitted, status: 'False', reason: HostAlreadyClaimed}]}]}} | router 'default': is not Admitted: HostAlreadyClaimed",
                "Route.route.openshift.io | {status: {ingress: [{conditions: [{type: Admitted, status: 'True'}]}]}} | ready",
                "ServiceMeshMemberRoll.maistra.io | {metadata: {generation: 3}, status: {observedGeneration: 2}} | its change was not taken in yet (generation 3, observed 2)",
                "Subscription.operators.coreos.com | {status: {state: UpgradePending}} | has no installed version yet (UpgradePending)",
                "Subscription.operators.coreos.com | {status: {installedCSV: mesh.v2}} | ClusterServiceVersion mesh.v2 is not there yet",
            })
    void readiness(String kind, String yaml, String expected) {
        Mockito.when(session.find(Mockito.any())).thenReturn(Optional.empty());
        assertTrue(ReadyRules.known(GroupKind.of(kind)));
        assertEquals(expected, rules.whyNot(object(kind, yaml)).orElse("ready"));
    }

    @Test
    @DisplayName("a subscription is ready when the version that it installed has succeeded")
    void subscription() {
        ClusterObject subscription =
                object("Subscription.operators.coreos.com", "{status: {installedCSV: mesh.v2}}");
        Mockito.when(session.find(Mockito.any()))
                .thenReturn(Optional.of(object("X", "{status: {phase: Installing}}")))
                .thenReturn(Optional.of(object("X", "{status: {phase: Succeeded}}")));

        assertEquals(
                "ClusterServiceVersion mesh.v2 is Installing",
                rules.whyNot(subscription).orElseThrow());
        assertEquals(Optional.empty(), rules.whyNot(subscription));
    }

    @Test
    @DisplayName("a Job that failed is not waited for: PRECOND with what it says")
    void failedJob() {
        ClusterObject job =
                object(
                        "Job.batch",
                        "{status: {conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}}");

        FederationException failed =
                assertThrows(FederationException.class, () -> rules.whyNot(job));

        assertEquals(ErrorClass.PRECOND, failed.errorClass());
        assertEquals("Job ns/x in cluster 'aro' failed: BackoffLimitExceeded", failed.getMessage());
    }
}
