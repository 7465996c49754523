package io.meshfed.contexts;

import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.model.PeeringSide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Reads the peerings: who is joined, once each, and by what. */
final class PeeringRules {

    private final SortedMap<String, Mesh> meshes;
    private final Findings problems;
    private final Findings warnings;
    private final Map<List<String>, Integer> lines = new HashMap<>();

    PeeringRules(SortedMap<String, Mesh> meshes, Findings problems, Findings warnings) {
        this.meshes = meshes;
        this.problems = problems;
        this.warnings = warnings;
    }

    List<Peering> read(Item section) {
        List<Peering> peerings = new ArrayList<>();
        GatewayRules gateways = new GatewayRules(problems);
        for (Item item : section.items()) {
            peering(item)
                    .ifPresent(
                            peering -> {
                                peerings.add(peering);
                                gateways.check(peering, item);
                            });
        }
        return peerings;
    }

    private Optional<Peering> peering(Item item) {
        List<String> between = item.at("between").items().stream().map(Item::text).toList();
        List<Export> exports = new ExportRules(between, problems).read(item.at("exports"));
        List<Import> imports = new ImportRules(between, exports, problems).read(item);
        Map<String, PeeringSide> sides = new SideRules(between, problems).read(item.at("sides"));
        if (!joinsTwo(item, between)) {
            return Optional.empty();
        }
        if (exports.isEmpty()) {
            warnings.add(item.place(), "nothing is exported");
        }
        List<String> sorted = between.stream().sorted().toList();
        return Optional.of(
                new Peering(
                        meshes.get(sorted.get(0)),
                        meshes.get(sorted.get(1)),
                        sides.getOrDefault(sorted.get(0), PeeringSide.COMPUTED),
                        sides.getOrDefault(sorted.get(1), PeeringSide.COMPUTED),
                        exports,
                        imports));
    }

    private boolean joinsTwo(Item item, List<String> between) {
        Item list = item.at("between");
        for (Item mesh : list.items()) {
            if (!meshes.containsKey(mesh.text())) {
                problems.add(
                        mesh.place(),
                        "unknown mesh '%s'%s"
                                .formatted(
                                        Findings.shown(mesh.text()),
                                        WordHint.after(mesh.text(), meshes.keySet())));
            }
        }
        if (between.size() != 2) {
            return false;
        }
        if (between.get(0).equals(between.get(1))) {
            problems.add(
                    list.place(), "mesh '%s' cannot peer with itself".formatted(between.get(0)));
            return false;
        }
        Integer line = lines.putIfAbsent(between.stream().sorted().toList(), list.place().line());
        if (line != null) {
            problems.add(
                    list.place(),
                    "'%s' and '%s' are peered in line %d already"
                            .formatted(between.get(0), between.get(1), line));
            return false;
        }
        return meshes.keySet().containsAll(between);
    }
}
