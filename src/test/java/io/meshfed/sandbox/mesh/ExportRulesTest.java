package io.meshfed.sandbox.mesh;

import static io.meshfed.sandbox.mesh.TwoMeshes.rule;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("export rules")
class ExportRulesTest {

    private static final List<Map<String, Object>> SERVICES =
            List.of(
                    service("bank", "rates", Map.of("tier", "public")),
                    service("shop", "prices", Map.of("tier", "private")),
                    service("shop", "quotes", Map.of("tier", "public", "old", "yes")));

    private static Map<String, Object> service(
            String namespace, String name, Map<String, String> labels) {
        return Manifests.object(Kinds.SERVICE, namespace, name, labels);
    }

    @SafeVarargs
    private static List<String> names(Map<String, Object>... rules) {
        List<Object> inOrder = new ArrayList<>();
        for (Map<String, Object> rule : rules) {
            inOrder.add(rule);
        }
        return ExportRules.apply(Map.of("spec", Map.of("exportRules", inOrder)), SERVICES, "west")
                .stream()
                .map(service -> service.exportedName().replace(".svc.west-exports.local", ""))
                .toList();
    }

    private static Map<String, Object> labelled(Map<String, Object> selector) {
        return Map.of("type", "LabelSelector", "labelSelector", Map.of("selector", selector));
    }

    @Test
    @DisplayName("the first one that matches decides")
    void firstMatch() {
        assertEquals(
                List.of("one.a"),
                names(rule("shop", "quotes", "a", "one"), rule("shop", "quotes", "b", "two")));
    }

    @Test
    @DisplayName("absent, empty and * are one, and half a wildcard is a name like any other")
    void wildcards() {
        List<String> all = List.of("rates.bank", "prices.shop", "quotes.shop");
        assertEquals(all, names(rule("*", "")));
        assertEquals(all, names(Map.of("type", "NameSelector", "nameSelector", Map.of())));
        assertEquals(List.of(), names(rule("shop", "quo*")));
    }

    @Test
    @DisplayName("a rule of an unknown type or without a selector is skipped")
    void brokenRules() {
        assertEquals(
                List.of("prices.shop"),
                names(
                        Map.of("type", "Unknown"),
                        Map.of("type", "NameSelector"),
                        Map.of("type", "LabelSelector"),
                        rule("shop", "prices")));
    }

    @Test
    @DisplayName("labels are matched by equality and by expression; an empty selector takes all")
    void labels() {
        assertEquals(
                List.of("rates.bank", "quotes.shop"),
                names(labelled(Map.of("matchLabels", Map.of("tier", "public")))));
        assertEquals(
                List.of("rates.bank"),
                names(
                        labelled(
                                Map.of(
                                        "matchExpressions",
                                        List.of(
                                                Map.of(
                                                        "key", "tier",
                                                        "operator", "In",
                                                        "values", List.of("public")),
                                                Map.of(
                                                        "key", "old",
                                                        "operator", "DoesNotExist"))))));
        assertEquals(3, names(labelled(Map.of())).size());
    }

    @Test
    @DisplayName("a label rule renames by its list of aliases")
    void aliases() {
        Map<String, Object> rule =
                Map.of(
                        "type",
                        "LabelSelector",
                        "labelSelector",
                        Map.of(
                                "namespace",
                                "bank",
                                "aliases",
                                List.of(
                                        Map.of(
                                                "namespace", "*",
                                                "name", "rates",
                                                "alias", Map.of("name", "tips")))));

        assertEquals(List.of("tips.bank"), names(rule));
    }
}
