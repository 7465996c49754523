package io.meshfed.manifests;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * In which order kinds are applied; they are deleted the other way round. What other objects cannot
 * be without comes first, what calls others comes last.
 */
public final class KindOrder {

    private static final List<List<String>> RANKS =
            List.of(
                    List.of("Namespace"),
                    List.of("CustomResourceDefinition.apiextensions.k8s.io"),
                    List.of(
                            "ResourceQuota",
                            "LimitRange",
                            "PriorityClass.scheduling.k8s.io",
                            "StorageClass.storage.k8s.io",
                            "SecurityContextConstraints.security.openshift.io"),
                    List.of("ServiceAccount"),
                    List.of(
                            "ClusterRole.rbac.authorization.k8s.io",
                            "Role.rbac.authorization.k8s.io"),
                    List.of(
                            "ClusterRoleBinding.rbac.authorization.k8s.io",
                            "RoleBinding.rbac.authorization.k8s.io"),
                    List.of("ConfigMap", "Secret"),
                    List.of("PersistentVolume"),
                    List.of("PersistentVolumeClaim"),
                    List.of("NetworkPolicy.networking.k8s.io"),
                    List.of("CatalogSource.operators.coreos.com"),
                    List.of("OperatorGroup.operators.coreos.com"),
                    List.of("Subscription.operators.coreos.com"),
                    List.of("ServiceMeshControlPlane.maistra.io"),
                    List.of("ServiceMeshMemberRoll.maistra.io"),
                    List.of("ServiceMeshMember.maistra.io"),
                    List.of("Service"));

    private static final List<List<String>> LAST =
            List.of(
                    List.of(
                            "Deployment.apps",
                            "StatefulSet.apps",
                            "DaemonSet.apps",
                            "ReplicaSet.apps",
                            "ReplicationController",
                            "Pod"),
                    List.of("Job.batch", "CronJob.batch"),
                    List.of("HorizontalPodAutoscaler.autoscaling", "PodDisruptionBudget.policy"),
                    List.of("Ingress.networking.k8s.io", "Route.route.openshift.io"),
                    List.of("APIService.apiregistration.k8s.io"),
                    List.of(
                            "MutatingWebhookConfiguration.admissionregistration.k8s.io",
                            "ValidatingWebhookConfiguration.admissionregistration.k8s.io"));

    private static final Map<String, Integer> BY_KIND = byKind();

    private KindOrder() {}

    private static Map<String, Integer> byKind() {
        return IntStream.range(0, RANKS.size() + 1 + LAST.size())
                .filter(rank -> rank != RANKS.size())
                .boxed()
                .flatMap(rank -> kinds(rank).stream().map(kind -> Map.entry(kind, rank)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<String> kinds(int rank) {
        return rank < RANKS.size() ? RANKS.get(rank) : LAST.get(rank - RANKS.size() - 1);
    }

    /** From 0; equal ranks need nothing of each other. */
    public static int rank(GroupKind kind) {
        return BY_KIND.getOrDefault(kind.toString(), RANKS.size());
    }
}
