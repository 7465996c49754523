package io.meshfed.steps.verify;

import io.meshfed.model.Direction;
import io.meshfed.model.Import;
import io.meshfed.model.ServiceName;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.MergedServices;
import io.meshfed.resource.SetEntry;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which services a direction must import, and under which host names. */
public final class ExpectedImports {

    private ExpectedImports() {}

    /**
     * By exported name. Imports by name count whether or not the peer offers them; those of a whole
     * namespace mean what it offers now.
     *
     * @param merged what a failover takes as local
     */
    public static SortedMap<ServiceName, String> of(
            Direction direction, MergedServices merged, Optional<ExportStatus> offered) {
        List<Import> imports = merged.imports(direction);
        SortedSet<ServiceName> names = new TreeSet<>();
        imports.stream()
                .map(Import::exported)
                .filter(name -> !name.name().isEmpty())
                .forEach(names::add);
        offered.map(ExportStatus::entries).orElse(List.of()).stream()
                .map(SetEntry::exported)
                .flatMap(Optional::stream)
                .forEach(names::add);
        SortedMap<ServiceName, String> expected = new TreeMap<>();
        for (ServiceName name : names) {
            imports.stream()
                    .filter(rule -> takes(rule, name))
                    .findFirst()
                    .ifPresent(rule -> expected.put(name, hostname(direction, rule, name)));
        }
        return expected;
    }

    private static boolean takes(Import rule, ServiceName name) {
        return rule.exported().namespace().equals(name.namespace())
                && (rule.exported().name().isEmpty() || rule.exported().name().equals(name.name()));
    }

    private static String hostname(Direction direction, Import rule, ServiceName exported) {
        String alias = rule.importedAs().name();
        String aliasNamespace = rule.importedAs().namespace();
        String name = alias.isEmpty() ? exported.name() : alias;
        String namespace = aliasNamespace.isEmpty() ? exported.namespace() : aliasNamespace;
        String suffix = "svc." + direction.peerName() + "-imports.local";
        if (rule.asLocal()) {
            suffix = "svc.cluster.local";
        } else if (!rule.domainSuffix().isEmpty()) {
            suffix = rule.domainSuffix();
        }
        return name + "." + namespace + "." + suffix;
    }
}
