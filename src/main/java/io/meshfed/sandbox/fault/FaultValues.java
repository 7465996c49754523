package io.meshfed.sandbox.fault;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Direction;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.LoggedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The arguments of one fault, complete and checked, and the federation that they speak of. */
record FaultValues(Federation federation, Map<String, String> values) {

    FaultValues {
        values = Map.copyOf(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    int number(String name) {
        return Integer.parseInt(values.getOrDefault(name, "0"));
    }

    /** Names of the clusters that are meant. */
    List<String> clusters() {
        return federation.clusters().stream()
                .map(ClusterRef::name)
                .filter(name -> text("cluster").equals("*") || text("cluster").equals(name))
                .toList();
    }

    Mesh mesh() {
        return text("mesh").isEmpty()
                ? federation.meshes().get(0)
                : federation.mesh(text("mesh")).orElseThrow();
    }

    /**
     * A mesh that the meant one is peered with.
     *
     * @throws FederationException INPUT when there is none
     */
    Mesh peer() {
        return direction().remote();
    }

    /**
     * From the meant mesh to one that it is peered with.
     *
     * @throws FederationException INPUT when there is none
     */
    Direction direction() {
        return federation.directionsFrom(mesh()).stream().findFirst().orElseThrow(this::alone);
    }

    private FederationException alone() {
        return new FederationException(
                ErrorClass.INPUT,
                "mesh '%s' has no peering that a fault could break".formatted(mesh().name()),
                "Name another mesh behind the fault: mesh=NAME.");
    }

    boolean means(LoggedRequest request) {
        String verb = text("verb");
        boolean asked =
                verb.equals("*")
                        || verb.equals("write") && request.write()
                        || verb.equals(request.verb());
        return asked && !request.verb().isEmpty() && meansKindOf(request.path());
    }

    private boolean meansKindOf(String path) {
        String kind = text("kind");
        return kind.equals("*")
                || Arrays.stream(path.split("/")).anyMatch(part -> isKind(kind, part));
    }

    /** A kind may be meant by its plural, or by its singular as objects have it. */
    static boolean isKind(String meant, String plural) {
        return plural.equalsIgnoreCase(meant) || plural.equalsIgnoreCase(meant + "s");
    }
}
