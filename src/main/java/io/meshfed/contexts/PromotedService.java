package io.meshfed.contexts;

import io.meshfed.model.Export;
import io.meshfed.model.Federation;
import io.meshfed.model.Import;
import io.meshfed.model.Mesh;
import io.meshfed.model.Peering;
import io.meshfed.model.Stage;
import java.util.List;
import java.util.Optional;

/** Holds what a promotion says of meshes and service against the federation file. */
final class PromotedService {

    private final Federation federation;
    private final Findings problems;

    PromotedService(Federation federation, Findings problems) {
        this.federation = federation;
        this.problems = problems;
    }

    void check(Item root) {
        Item from = root.at("from");
        Item to = root.at("to");
        if (!from.text().isEmpty() && from.text().equals(to.text())) {
            problems.add(to.place(), "is 'from' as well; a release goes from one mesh to another");
            return;
        }
        Optional<Mesh> staging = mesh(from, Stage.STAGING);
        Optional<Mesh> production = mesh(to, Stage.PRODUCTION);
        if (staging.isEmpty() || production.isEmpty()) {
            return;
        }
        Optional<Peering> peering = federation.peering(from.text(), to.text());
        if (peering.isEmpty()) {
            problems.add(
                    to.place(), "'%s' and '%s' are not peered".formatted(from.text(), to.text()));
        }
        peering.ifPresent(
                found -> {
                    service(root.at("service").at("name"), found, from.text(), to.text());
                    refuseSelectors(to, found);
                });
    }

    private Optional<Mesh> mesh(Item item, Stage stage) {
        if (item.text().isEmpty()) {
            return Optional.empty();
        }
        Optional<Mesh> mesh = federation.mesh(item.text());
        if (mesh.isEmpty()) {
            List<String> known = federation.meshes().stream().map(Mesh::name).toList();
            problems.add(
                    item.place(),
                    "unknown mesh '%s'%s"
                            .formatted(
                                    Findings.shown(item.text()),
                                    WordHint.after(item.text(), known)));
        } else if (mesh.get().stage() != stage) {
            String word = stage == Stage.STAGING ? "staging" : "production";
            problems.add(
                    item.place(),
                    "mesh '%s' is not 'stage: %s' in the federation file"
                            .formatted(item.text(), word));
        }
        return mesh;
    }

    private void service(Item name, Peering peering, String from, String to) {
        if (name.text().isEmpty()) {
            return;
        }
        List<Export> offered =
                peering.exports().stream().filter(export -> export.from().equals(from)).toList();
        List<Export> named =
                offered.stream()
                        .filter(Export::byName)
                        .filter(export -> export.exportedAs().name().equals(name.text()))
                        .toList();
        boolean perhapsByLabels = offered.stream().anyMatch(export -> !export.byName());
        if (named.size() > 1) {
            problems.add(
                    name.place(),
                    "mesh '%s' exports several services of this name; give the others another"
                                    .formatted(from)
                            + " with 'as'");
        } else if (named.isEmpty() && !perhapsByLabels) {
            List<String> known =
                    offered.stream().map(export -> export.exportedAs().name()).toList();
            problems.add(
                    name.place(),
                    "mesh '%s' exports no service '%s' to '%s'%s"
                            .formatted(
                                    from,
                                    Findings.shown(name.text()),
                                    to,
                                    WordHint.after(name.text(), known)));
        }
        named.stream()
                .filter(export -> !imported(export, peering, to))
                .forEach(
                        export ->
                                problems.add(
                                        name.place(),
                                        "mesh '%s' imports others, but not %s"
                                                .formatted(to, export.exportedAs())));
    }

    /** A mesh without any import takes all that it is offered. */
    private static boolean imported(Export export, Peering peering, String to) {
        List<Import> imports =
                peering.imports().stream().filter(entry -> entry.to().equals(to)).toList();
        return imports.isEmpty()
                || imports.stream()
                        .map(Import::exported)
                        .filter(taken -> taken.namespace().equals(export.exportedAs().namespace()))
                        .anyMatch(
                                taken ->
                                        taken.name().isEmpty()
                                                || taken.name().equals(export.exportedAs().name()));
    }

    /** What a selector matches can grow while nobody looks; the gates would not have seen it. */
    private void refuseSelectors(Item to, Peering peering) {
        boolean dynamic =
                peering.exports().stream()
                        .anyMatch(export -> export.from().equals(to.text()) && !export.byName());
        if (dynamic) {
            problems.add(
                    to.place(),
                    "production mesh '%s' exports by labels, which could match more later; name"
                                    .formatted(to.text())
                            + " its services");
        }
    }
}
