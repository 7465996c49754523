package io.meshfed.contexts;

import io.meshfed.model.Export;
import io.meshfed.model.ServiceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the meshes of one peering offer each other. */
final class ExportRules {

    private final List<String> between;
    private final Findings problems;

    ExportRules(List<String> between, Findings problems) {
        this.between = between;
        this.problems = problems;
    }

    List<Export> read(Item list) {
        List<Export> exports = new ArrayList<>();
        Map<String, Integer> selections = new HashMap<>();
        Map<String, Export> names = new HashMap<>();
        for (Item item : list.items()) {
            checkMember(item.at("from"), between, problems);
            Optional<Export> read = export(item);
            if (read.isEmpty()) {
                continue;
            }
            Export export = read.get();
            exports.add(export);
            refuseSecondRule(item, export, selections);
            refuseSharedName(item, export, names);
        }
        return exports;
    }

    /** Reports a mesh that has no part in the peering. */
    static void checkMember(Item mesh, List<String> between, Findings problems) {
        if (!mesh.text().isEmpty() && !between.contains(mesh.text())) {
            problems.add(
                    mesh.place(),
                    "mesh '%s' is not in this peering%s"
                            .formatted(
                                    Findings.shown(mesh.text()),
                                    WordHint.after(mesh.text(), between)));
        }
    }

    private Optional<Export> export(Item item) {
        String namespace = item.textAt("namespace");
        boolean byName = item.has("service");
        if (namespace.isEmpty() || byName == item.has("labels")) {
            return Optional.empty();
        }
        Item alias = item.at("as");
        String aliasNamespace = alias.has("namespace") ? alias.textAt("namespace") : namespace;
        if (byName) {
            String name = item.textAt("service");
            ServiceName as =
                    new ServiceName(
                            aliasNamespace, alias.has("name") ? alias.textAt("name") : name);
            return Optional.of(
                    Export.named(item.textAt("from"), new ServiceName(namespace, name), as));
        }
        if (alias.has("name")) {
            problems.add(
                    alias.at("name").place(),
                    "several services cannot share one name; only 'namespace' is possible here");
        }
        SortedMap<String, String> labels = new TreeMap<>();
        item.at("labels").entries().forEach((key, value) -> labels.put(key, value.text()));
        if (labels.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Export(
                        item.textAt("from"),
                        new ServiceName(namespace, ""),
                        labels,
                        new ServiceName(aliasNamespace, "")));
    }

    /** istiod applies the first rule that fits a service, so a second one has no effect. */
    private void refuseSecondRule(Item item, Export export, Map<String, Integer> selections) {
        String selection = export.from() + " " + export.service() + " " + export.labels();
        Integer line = selections.putIfAbsent(selection, item.place().line());
        if (line != null) {
            problems.add(
                    item.place(),
                    "the export in line %d selects the same; only the first would take effect"
                            .formatted(line));
        }
    }

    /**
     * Nothing rejects two services under one exported name, but the API server then rejects the
     * status that istiod writes, which keeps its old content for ever.
     */
    private void refuseSharedName(Item item, Export export, Map<String, Export> names) {
        if (!export.byName()) {
            return;
        }
        Export other = names.putIfAbsent(export.from() + " " + export.exportedAs(), export);
        if (other != null && !other.service().equals(export.service())) {
            problems.add(
                    item.place(),
                    "%s and %s would both be exported as %s; give one another name with 'as'"
                            .formatted(other.service(), export.service(), export.exportedAs()));
        }
    }
}
