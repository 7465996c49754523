package io.meshfed.testing;

import io.meshfed.model.Federation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Every kind of rule: what the federation file says of the peering, and the service set that comes
 * of it in {@code aro-stg-mesh}.
 */
public enum GoldenSet {
    EXPORT_BY_NAME("exports: [{ from: aro-stg-mesh, service: catalog, namespace: shop }]"),
    EXPORT_WITH_ALIAS(
            "exports: [{ from: aro-stg-mesh, service: catalog, namespace: shop,"
                    + " as: { name: catalog-api, namespace: public } }]"),
    EXPORT_BY_LABELS(
            "exports: [{ from: aro-stg-mesh, namespace: shop,"
                    + " labels: { tier: front, shared: 'true' } }]"),
    EXPORT_BY_LABELS_WITH_NAMESPACE(
            "exports: [{ from: aro-stg-mesh, namespace: shop, labels: { shared: 'true' },"
                    + " as: { namespace: public } }]"),
    EXPORT_OF_NOTHING("exports: []"),
    IMPORT_BY_NAME(
            "exports: [{ from: rosa-prod-mesh, service: quotes, namespace: bank,"
                    + " as: { name: quotes-api, namespace: public } }]"),
    IMPORT_WITH_ALIAS(
            quotes()
                    + "\nimports: [{ to: aro-stg-mesh, service: quotes, namespace: bank,"
                    + " as: { name: bank-quotes, namespace: partners } }]"),
    IMPORT_AS_LOCAL(
            quotes()
                    + "\nimports: [{ to: aro-stg-mesh, service: quotes, namespace: bank, asLocal: true }]"),
    IMPORT_WITH_SUFFIX(
            quotes()
                    + "\nimports: [{ to: aro-stg-mesh, service: quotes, namespace: bank,"
                    + " domainSuffix: rosa.example.com }]"),
    IMPORT_WITH_LOCALITY(
            quotes()
                    + "\nsides: { aro-stg-mesh: { locality:"
                    + " { region: eu-west-1, zone: eu-west-1a, subzone: rack-7 } } }"),
    IMPORT_OF_LABELLED(
            "exports: [{ from: rosa-prod-mesh, namespace: bank, labels: { shared: 'true' } }]"),
    IMPORT_OF_NOTHING("exports: []");

    private final String peering;

    GoldenSet(String peering) {
        this.peering = peering;
    }

    private static String quotes() {
        return "exports: [{ from: rosa-prod-mesh, service: quotes, namespace: bank }]";
    }

    public boolean exports() {
        return name().startsWith("EXPORT");
    }

    public Federation federation() {
        String yaml = Federations.ARO_ROSA;
        return Federations.read(
                yaml.substring(0, yaml.indexOf("    exports:")) + peering.indent(4));
    }

    /** The whole object. */
    public Map<String, Object> expected() {
        return golden(name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** From {@code src/test/resources/io/meshfed/resource}. */
    public static Map<String, Object> golden(String name) {
        String file = "/io/meshfed/resource/" + name + ".yaml";
        try (InputStream in = GoldenSet.class.getResourceAsStream(file)) {
            return Yaml.one(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
