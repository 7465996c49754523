package io.meshfed.resource;

import io.meshfed.model.Direction;
import io.meshfed.model.Import;
import io.meshfed.model.Locality;
import io.meshfed.model.Manifest;
import io.meshfed.model.Ownership;
import java.util.LinkedHashMap;
import java.util.Map;

/** Desired ImportedServiceSets: what the local mesh takes from the remote one. */
public final class ImportedServiceSets {

    private ImportedServiceSets() {}

    /**
     * Exists also when nothing is imported: a set made after its peer waits for a resync (up to a
     * minute), one made before is read at once.
     */
    public static Manifest desired(String federation, Direction direction) {
        return desired(federation, direction, MergedServices.NONE);
    }

    /**
     * @param merged what a failover takes as local, whatever the file says of it
     */
    public static Manifest desired(String federation, Direction direction, MergedServices merged) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put(
                "importRules",
                merged.imports(direction).stream().map(ImportedServiceSets::rule).toList());
        Locality locality = merged.locality(direction);
        if (!locality.isNone()) {
            spec.put("locality", locality(locality));
        }
        return new Manifest(
                FederationObjects.imports(direction),
                Ownership.labels(federation),
                merged.annotations(),
                Map.of("spec", spec));
    }

    /**
     * {@code importAsLocal} belongs beside {@code type}; inside the selector it is pruned without a
     * word.
     */
    private static Map<String, Object> rule(Import taken) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("type", "NameSelector");
        if (taken.asLocal()) {
            rule.put("importAsLocal", true);
        }
        if (!taken.domainSuffix().isEmpty()) {
            rule.put("domainSuffix", taken.domainSuffix());
        }
        Map<String, Object> selector = new LinkedHashMap<>();
        selector.put("namespace", taken.exported().namespace());
        if (!taken.exported().name().isEmpty()) {
            selector.put("name", taken.exported().name());
        }
        // istiod skips an importAsLocal rule whose alias does not fix the namespace.
        if (taken.asLocal() || !taken.importedAs().equals(taken.exported())) {
            selector.put("alias", ExportedServiceSets.alias(taken.importedAs()));
        }
        rule.put("nameSelector", selector);
        return rule;
    }

    private static Map<String, Object> locality(Locality locality) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("region", locality.region());
        if (!locality.zone().isEmpty()) {
            fields.put("zone", locality.zone());
        }
        if (!locality.subzone().isEmpty()) {
            fields.put("subzone", locality.subzone());
        }
        return fields;
    }
}
