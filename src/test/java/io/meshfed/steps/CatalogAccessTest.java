package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.meshfed.catalog.Definitions;
import io.meshfed.catalog.Permission;
import io.meshfed.catalog.StepDefinition;
import io.meshfed.cli.CommandModel;
import io.meshfed.model.Federation;
import io.meshfed.report.CheckCode;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.RoleDocument;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what verify-access asks for is what the Roles of the steps grant")
class CatalogAccessTest extends AroRosaTest {

    private static final Set<Permission.When> HERE =
            EnumSet.of(Permission.When.ALWAYS, Permission.When.NOT_OPENSHIFT);

    private final List<StepDefinition> steps = Definitions.steps(CommandModel.root());

    @Test
    @DisplayName("the Role of verify-access grants exactly that")
    void verifyAccess() {
        Set<String> asked = asked();

        assertEquals(asked, served(granted(List.of(VerifyAccessStep.NAME)), asked));
    }

    @Test
    @DisplayName("so do the Roles of federate, unfederate and verify-access' own look together")
    void together() {
        Set<String> granted = granted(List.of("federate", "unfederate"));
        granted.add("get namespaces.");

        Set<String> asked = asked();

        assertEquals(asked, served(granted, asked));
    }

    /** A cluster without that API is not asked about it; a Role in a file knows no such case. */
    private static Set<String> served(Set<String> granted, Set<String> asked) {
        String version = "get clusterversions.config.openshift.io";
        Set<String> served = new TreeSet<>(granted);
        served.removeIf(rule -> rule.equals(version) && !asked.contains(version));
        return served;
    }

    /** For somebody without any right all is missing, and so all is printed. */
    private Set<String> asked() {
        Federation federation = changed("{ context: aro }", "{ context: aro-limited }");
        String hint =
                harness(federation)
                        .run(new VerifyAccessStep())
                        .checks(CheckCode.PERMISSIONS)
                        .get(0)
                        .hint();
        return RoleDocument.all(hint.substring(hint.indexOf('\n') + 1)).stream()
                .flatMap(role -> role.rules().stream())
                .map(rule -> "%s %s.%s".formatted(rule.verb(), rule.plural(), rule.group()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> granted(List<String> names) {
        Set<String> granted = new TreeSet<>();
        for (StepDefinition step : steps) {
            if (names.contains(step.name())) {
                for (Permission rule : step.access()) {
                    if (HERE.contains(rule.when())) {
                        rule.verbs()
                                .forEach(
                                        verb ->
                                                granted.add(
                                                        "%s %s.%s"
                                                                .formatted(
                                                                        verb,
                                                                        rule.resource(),
                                                                        rule.group())));
                    }
                }
            }
        }
        return granted;
    }
}
