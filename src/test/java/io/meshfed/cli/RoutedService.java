package io.meshfed.cli;

import io.meshfed.model.ClusterObject;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ResourceType;
import io.meshfed.model.ServiceName;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.RawCluster;
import io.meshfed.traffic.LocalService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A service whose users let requests in from outside, and its pods. */
final class RoutedService {

    static final ServiceName NAME = new ServiceName("stg-member", "kube-info");

    /** Behind the command's name. */
    static final List<String> SCALED =
            List.of("--mesh", "aro-stg-mesh", "--workload", NAME.toString(), "--replicas", "2");

    private static final List<String> SERVICE =
            List.of("--mesh", "aro-stg-mesh", "--service", NAME.toString());

    private RoutedService() {}

    /** Gateway, VirtualService, Deployment with one pod, and nothing of ours. */
    static void settle(RawCluster cluster) {
        cluster.delete(LocalService.virtualService(NAME));
        cluster.delete(LocalService.destinationRule(NAME));
        cluster.put(
                ref(ResourceTypes.GATEWAY, "kube-info-gateway"),
                Map.of(
                        "spec",
                        Map.of(
                                "selector",
                                Map.of("istio", "ingressgateway"),
                                "servers",
                                List.of(
                                        Map.of(
                                                "hosts",
                                                List.of("*"),
                                                "port",
                                                Map.of(
                                                        "name",
                                                        "http",
                                                        "number",
                                                        80,
                                                        "protocol",
                                                        "HTTP"))))));
        cluster.put(
                ref(ResourceTypes.VIRTUAL_SERVICE, NAME.name()),
                Map.of(
                        "spec",
                        Map.of(
                                "hosts",
                                List.of("*"),
                                "gateways",
                                List.of("kube-info-gateway"),
                                "http",
                                List.of(
                                        Map.of(
                                                "route",
                                                List.of(
                                                        Map.of(
                                                                "destination",
                                                                Map.of("host", NAME.name()))))))));
        Map<String, Object> labels = Map.of("app", NAME.name());
        Map<String, Object> pod =
                Map.of("containers", List.of(Map.of("name", "app", "image", "kube-info:1")));
        cluster.put(
                ref(ResourceTypes.DEPLOYMENT, NAME.name()),
                Map.of(
                        "spec",
                        Map.of(
                                "replicas",
                                1,
                                "selector",
                                Map.of("matchLabels", labels),
                                "template",
                                Map.of("metadata", Map.of("labels", labels), "spec", pod))));
    }

    /** Its controller does at once what is asked of it. */
    static void rollOut(RawCluster cluster) {
        Optional<ClusterObject> deployment =
                cluster.find(ref(ResourceTypes.DEPLOYMENT, NAME.name()));
        deployment.ifPresent(
                found -> {
                    long replicas = found.number("spec", "replicas").orElse(1L);
                    cluster.mergeStatus(
                            found.ref(),
                            Map.of(
                                    "observedGeneration",
                                    found.generation(),
                                    "replicas",
                                    replicas,
                                    "updatedReplicas",
                                    replicas,
                                    "readyReplicas",
                                    replicas,
                                    "availableReplicas",
                                    replicas));
                });
    }

    /**
     * Through the patterns that need different rights, and back to none.
     *
     * @param run what follows the command's name
     * @return the first outcome that is not OK, else the last
     */
    static Cli.Outcome thereAndBack(Function<List<String>, Cli.Outcome> run) {
        Cli.Outcome outcome = run.apply(List.of(balanced()));
        for (String next : List.of("failover:rosa-prod-mesh@us-east", "none")) {
            if (outcome.exit() != 0) {
                return outcome;
            }
            outcome = run.apply(pattern(next));
        }
        return outcome;
    }

    static String[] balanced() {
        return pattern("balance:aro-stg-mesh=50,rosa-prod-mesh=50").toArray(String[]::new);
    }

    private static List<String> pattern(String pattern) {
        List<String> all = new ArrayList<>(SERVICE);
        all.addAll(List.of("--pattern", pattern));
        return all;
    }

    private static ObjectRef ref(ResourceType type, String name) {
        return new ObjectRef(type, NAME.namespace(), name);
    }
}
