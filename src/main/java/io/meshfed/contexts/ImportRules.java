package io.meshfed.contexts;

import io.meshfed.model.Export;
import io.meshfed.model.Import;
import io.meshfed.model.ServiceName;
import io.meshfed.yaml.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the meshes of one peering take from each other. */
final class ImportRules {

    private static final String CLUSTER_SUFFIX = "svc.cluster.local";
    private static final int LONGEST_HOST = 253;

    private final List<String> between;
    private final List<Export> exports;
    private final Findings problems;

    ImportRules(List<String> between, List<Export> exports, Findings problems) {
        this.between = between;
        this.exports = exports;
        this.problems = problems;
    }

    List<Import> read(Item peering) {
        List<Import> imports = new ArrayList<>();
        Map<String, Integer> selections = new HashMap<>();
        Map<String, Integer> hosts = new HashMap<>();
        // Of an export that could not be read nobody knows what it would have offered.
        boolean exportsKnown = exports.size() == peering.at("exports").items().size();
        for (Item item : peering.at("imports").items()) {
            ExportRules.checkMember(item.at("to"), between, problems);
            checkSuffix(item);
            Optional<Import> read = taken(item);
            if (read.isEmpty()) {
                continue;
            }
            Import taken = read.get();
            imports.add(taken);
            if (exportsKnown) {
                checkOffered(item, taken);
            }
            refuseTwice(item, taken.to() + " " + taken.exported(), selections, "takes the same");
            if (!taken.importedAs().name().isEmpty()) {
                refuseTwice(item, host(taken), hosts, "has the same local host name");
            }
        }
        return imports;
    }

    private Optional<Import> taken(Item item) {
        String namespace = item.textAt("namespace");
        if (namespace.isEmpty() || item.textAt("to").isEmpty()) {
            return Optional.empty();
        }
        Item alias = item.at("as");
        String service = item.textAt("service");
        if (service.isEmpty() && alias.has("name")) {
            problems.add(
                    alias.at("name").place(),
                    "several services cannot share one name; only 'namespace' is possible here");
        }
        ServiceName as =
                new ServiceName(
                        alias.has("namespace") ? alias.textAt("namespace") : namespace,
                        alias.has("name") ? alias.textAt("name") : service);
        return Optional.of(
                new Import(
                        item.textAt("to"),
                        new ServiceName(namespace, service),
                        as,
                        item.flagAt("asLocal"),
                        item.textAt("domainSuffix")));
    }

    private void checkSuffix(Item item) {
        Item suffix = item.at("domainSuffix");
        if (suffix.text().isEmpty()) {
            return;
        }
        if (item.flagAt("asLocal")) {
            problems.add(
                    suffix.place(), "'asLocal' decides the host name; leave 'domainSuffix' out");
        } else if (suffix.text().equals(CLUSTER_SUFFIX)) {
            // istiod skips such a rule and only its log says so.
            problems.add(
                    suffix.place(),
                    "'%s' is the cluster's own; use 'asLocal: true' instead"
                            .formatted(CLUSTER_SUFFIX));
        } else if (suffix.text().length() > LONGEST_HOST - 2 * (Format.LABEL.longest() + 1)) {
            problems.add(
                    suffix.place(),
                    "is so long that a host name in it can exceed %d characters"
                            .formatted(LONGEST_HOST));
        }
    }

    /** An import that no export answers would wait for ever. */
    private void checkOffered(Item item, Import taken) {
        if (!between.contains(taken.to())) {
            return;
        }
        List<Export> offered =
                exports.stream().filter(export -> !export.from().equals(taken.to())).toList();
        if (offered.stream().anyMatch(export -> answers(export, taken))) {
            return;
        }
        Place place = item.at(item.has("service") ? "service" : "namespace").place();
        problems.add(
                place,
                "the peer does not export %s%s".formatted(wanted(taken), hint(offered, taken)));
    }

    private static boolean answers(Export export, Import taken) {
        ServiceName offered = export.exportedAs();
        return offered.namespace().equals(taken.exported().namespace())
                && (!export.byName()
                        || taken.exported().name().isEmpty()
                        || taken.exported().name().equals(offered.name()));
    }

    private static String wanted(Import taken) {
        ServiceName exported = taken.exported();
        return exported.name().isEmpty()
                ? "anything of namespace '%s'".formatted(exported.namespace())
                : exported.toString();
    }

    private static String hint(List<Export> offered, Import taken) {
        Optional<ServiceName> renamed =
                offered.stream()
                        .filter(export -> export.service().equals(taken.exported()))
                        .map(Export::exportedAs)
                        .findFirst();
        if (renamed.isPresent()) {
            return " under that name, but as " + renamed.get();
        }
        List<String> names =
                offered.stream()
                        .map(Export::exportedAs)
                        .map(name -> name.name().isEmpty() ? name.namespace() : name.toString())
                        .distinct()
                        .sorted()
                        .toList();
        String wanted =
                taken.exported().name().isEmpty()
                        ? taken.exported().namespace()
                        : taken.exported().toString();
        return names.isEmpty() ? "; it exports nothing here" : WordHint.after(wanted, names);
    }

    private static String host(Import taken) {
        String suffix = taken.asLocal() ? CLUSTER_SUFFIX : taken.domainSuffix();
        return "%s %s %s".formatted(taken.to(), taken.importedAs(), suffix);
    }

    private void refuseTwice(Item item, String key, Map<String, Integer> seen, String what) {
        Integer line = seen.putIfAbsent(key, item.place().line());
        if (line != null) {
            problems.add(item.place(), "the import in line %d %s".formatted(line, what));
        }
    }
}
