package io.meshfed.steps;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What somebody means who names a service of a mesh. */
final class ServiceNames {

    private ServiceNames() {}

    /**
     * @param option that the text was given for
     * @param text {@code NAMESPACE/NAME}, or a name alone when the file exports one of that name
     * @throws FederationException INPUT when the namespace cannot be told
     */
    static ServiceName of(StepContext context, Mesh mesh, String option, String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2) {
            return new ServiceName(parts[0], parts[1]);
        }
        SortedSet<String> namespaces = new TreeSet<>();
        known(context, mesh)
                .filter(name -> name.name().equals(text))
                .forEach(name -> namespaces.add(name.namespace()));
        if (namespaces.size() == 1) {
            return new ServiceName(namespaces.first(), text);
        }
        throw new FederationException(
                ErrorClass.INPUT,
                namespaces.isEmpty()
                        ? "the federation file does not say in which namespace of mesh '%s' '%s' is"
                                .formatted(mesh.name(), SafeText.of(text))
                        : "mesh '%s' has '%s' in %s"
                                .formatted(
                                        mesh.name(),
                                        SafeText.of(text),
                                        String.join(" and in ", namespaces)),
                "Say it: %s NAMESPACE/%s".formatted(option, SafeText.of(text)));
    }

    /** Services that stand in the mesh itself, as the file tells it. */
    static Stream<ServiceName> known(StepContext context, Mesh mesh) {
        return context.whole().directionsFrom(mesh).stream()
                .flatMap(
                        direction ->
                                Stream.concat(
                                        direction.exports().stream().map(Export::service),
                                        direction.imports().stream()
                                                .filter(Import::asLocal)
                                                .map(Import::importedAs)));
    }
}
