package io.meshfed.steps;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.AccessRule;
import io.meshfed.cluster.AccountToken;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.engine.Outcome;
import io.meshfed.engine.Step;
import io.meshfed.engine.StepContext;
import io.meshfed.model.ClusterRef;
import io.meshfed.model.Manifest;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.report.Failure;
import io.meshfed.report.StepReport;
import io.meshfed.resource.AccessObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Gives a ServiceAccount in each cluster the rights that some steps need there, and no others.
 *
 * @param namespace where the account lives; empty for that of the cluster's first mesh
 * @param steps as {@link StepNeeds} knows them
 * @param tokens takes a token per cluster; with {@link Tokens#NONE} nothing is written at all, the
 *     objects are only shown
 */
public record CreateAccessStep(
        String account, String namespace, List<String> steps, Duration lifetime, Tokens tokens)
        implements Step {

    public static final String NAME = "create-access";

    /** Where tokens go, past all reports. */
    @FunctionalInterface
    public interface Tokens {

        Tokens NONE = (cluster, account, token) -> {};

        void take(ClusterRef cluster, ObjectRef account, AccountToken token);
    }

    public CreateAccessStep {
        requireNonNull(account);
        requireNonNull(namespace);
        steps = List.copyOf(steps);
        requireNonNull(lifetime);
        requireNonNull(tokens);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public StepReport run(StepContext context) {
        StepNeeds.of(steps);
        List<Failure> failures = new ArrayList<>();
        Map<String, String> shown = new TreeMap<>();
        for (Outcome<ClusterRef, String> outcome :
                context.atOnce(context.federation().clusters(), each -> work(context, each))) {
            outcome.value().ifPresent(yaml -> shown.put(outcome.item().name(), yaml));
            outcome.failure()
                    .ifPresent(
                            error ->
                                    meshes(context, outcome.item())
                                            .forEach(
                                                    mesh ->
                                                            failures.add(
                                                                    Failure.ofMesh(
                                                                            mesh.name(), error))));
        }
        StepReport report = StepReport.of(NAME).withFailures(failures);
        return tokens == Tokens.NONE
                ? report.withData("manifests", String.join("---\n", shown.values()))
                : report;
    }

    /** The objects as YAML. */
    private String work(StepContext context, ClusterRef cluster) {
        List<Mesh> meshes = meshes(context, cluster);
        String home = namespace.isEmpty() ? meshes.get(0).namespace() : namespace;
        ObjectRef ref = new ObjectRef(AccessObjects.ACCOUNT, home, account);
        List<Manifest> objects = objects(context, ref, meshes);
        if (tokens != Tokens.NONE) {
            apply(context, meshes.get(0), ref, objects);
        }
        return objects.stream().map(CreateAccessStep::yaml).collect(Collectors.joining("---\n"));
    }

    private void apply(StepContext context, Mesh mesh, ObjectRef ref, List<Manifest> objects) {
        ClusterSession session = context.sessionFor(mesh);
        for (Manifest object : objects) {
            ObjectRef each = object.ref();
            context.apply(
                    mesh,
                    object,
                    session.findAll(each.type(), each.namespace(), List.of(each.name())));
        }
        if (!context.settings().dryRun()) {
            tokens.take(mesh.cluster(), ref, session.token(ref, lifetime));
        }
    }

    private List<Manifest> objects(StepContext context, ObjectRef ref, List<Mesh> meshes) {
        // The peers of a mesh count too, though nothing is asked of their clusters.
        StepContext whole = context.narrowedTo(context.whole());
        SortedSet<AccessRule> rules = new TreeSet<>();
        meshes.forEach(mesh -> rules.addAll(RequiredAccess.of(whole, mesh, steps)));
        String federation = context.whole().name();
        List<Manifest> objects = new ArrayList<>();
        objects.add(AccessObjects.account(ref, federation));
        Map<String, List<AccessRule>> byNamespace =
                rules.stream()
                        .collect(
                                Collectors.groupingBy(
                                        AccessRule::namespace, TreeMap::new, Collectors.toList()));
        byNamespace.forEach(
                (place, some) -> {
                    objects.add(AccessObjects.role(ref, place, RoleYaml.rules(some), federation));
                    objects.add(AccessObjects.binding(ref, place, federation));
                });
        return objects;
    }

    private static List<Mesh> meshes(StepContext context, ClusterRef cluster) {
        return context.federation().meshes().stream()
                .filter(mesh -> mesh.cluster().equals(cluster))
                .toList();
    }

    private static String yaml(Manifest manifest) {
        DumpSettings block =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setDereferenceAliases(true)
                        .build();
        return new Dump(block).dumpToString(new LinkedHashMap<>(manifest.toTree()));
    }
}
