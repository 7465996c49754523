package io.meshfed.cli;

import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.model.Peering;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Narrows a federation to what {@code --mesh} and {@code --peering} name. */
enum Narrowing {
    /** The command works on meshes: exactly the named ones. */
    MESHES,
    /**
     * The command works on peerings: those that a named mesh is part of, with both their meshes.
     */
    PEERINGS;

    Federation narrow(Federation federation, FederationOptions options) {
        List<String> problems = new ArrayList<>();
        List<String> meshes = chosen("--mesh", options.meshes, problems);
        List<Peering> named =
                namedPeerings(
                        federation, chosen("--peering", options.peerings, problems), problems);
        requireMeshes(federation, meshes, problems);
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "the command line names what the federation file does not have",
                    "",
                    problems,
                    null);
        }
        Federation part = federation;
        if (!named.isEmpty()) {
            part = part.onlyPeerings(named::contains);
        }
        if (!meshes.isEmpty()) {
            part = withMeshes(part, meshes);
        }
        return part;
    }

    private static List<String> chosen(String option, List<String> names, List<String> problems) {
        if (names.contains("")) {
            problems.add("%s is empty; leave it out, or say * for all".formatted(option));
        }
        return names.contains(FederationOptions.ALL)
                ? List.of()
                : names.stream().filter(name -> !name.isEmpty()).toList();
    }

    private Federation withMeshes(Federation federation, List<String> meshes) {
        return this == MESHES
                ? federation.without(mesh -> !meshes.contains(mesh.name()), peering -> false)
                : federation.onlyPeerings(peering -> meshes.stream().anyMatch(peering::joins));
    }

    private static void requireMeshes(
            Federation federation, List<String> names, List<String> problems) {
        for (String name : names) {
            if (federation.mesh(name).isEmpty()) {
                problems.add(unknownMesh(federation, name));
            }
        }
    }

    private static List<Peering> namedPeerings(
            Federation federation, List<String> names, List<String> problems) {
        List<Peering> found = new ArrayList<>();
        for (String name : names) {
            String[] pair = name.split(",", -1);
            if (pair.length != 2) {
                problems.add("--peering '%s' is not of the form A,B".formatted(name));
                continue;
            }
            int before = problems.size();
            requireMeshes(federation, List.of(pair), problems);
            Optional<Peering> peering = federation.peering(pair[0], pair[1]);
            peering.ifPresent(found::add);
            if (peering.isEmpty() && problems.size() == before) {
                problems.add(
                        "'%s' and '%s' are not peered; peerings: %s"
                                .formatted(pair[0], pair[1], listed(federation.peerings())));
            }
        }
        return found;
    }

    private static String unknownMesh(Federation federation, String name) {
        List<String> names = federation.meshes().stream().map(Mesh::name).toList();
        return "there is no mesh '%s'; %s"
                .formatted(
                        name,
                        Nearest.to(name, names)
                                .map("did you mean '%s'?"::formatted)
                                .orElse("meshes: " + String.join(", ", names)));
    }

    private static String listed(List<Peering> peerings) {
        return String.join("; ", peerings.stream().map(Peering::toString).toList());
    }
}
