package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.traffic.PatternWish;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a drill takes away, and who is to stand in for it.
 *
 * @param mesh that loses its service
 * @param service {@code NAMESPACE/NAME}, or the name of one that the file exports
 * @param workloads the Deployments behind it: {@code NAMESPACE/NAME}, or names in its namespace
 * @param failover to which peer
 * @param hosts from outside, while it lasts; empty for those that are routed already, else those of
 *     the Routes that lead to the service
 * @param production whether the mesh may be one of stage production
 */
public record DrillSubject(
        String mesh,
        String service,
        List<String> workloads,
        PatternWish failover,
        List<String> hosts,
        boolean production) {

    public DrillSubject {
        requireNonNull(mesh);
        requireNonNull(service);
        workloads = List.copyOf(workloads);
        requireNonNull(failover);
        hosts = List.copyOf(hosts);
    }

    Mesh local(StepContext context) {
        return context.whole().mesh(mesh).orElseThrow();
    }

    ServiceName service(StepContext context) {
        return ServiceNames.of(context, local(context), "--service", service);
    }

    /** Each once. */
    SortedSet<ServiceName> deployments(StepContext context) {
        SortedSet<ServiceName> names = new TreeSet<>();
        for (String text : workloads) {
            String[] parts = text.split("/", -1);
            names.add(
                    parts.length == 2
                            ? new ServiceName(parts[0], parts[1])
                            : new ServiceName(service(context).namespace(), text));
        }
        return names;
    }
}
