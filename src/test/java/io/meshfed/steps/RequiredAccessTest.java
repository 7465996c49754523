package io.meshfed.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.AccessRule;
import io.meshfed.engine.Step;
import io.meshfed.model.Federation;
import io.meshfed.pipelines.Pipelines;
import io.meshfed.report.Check;
import io.meshfed.report.CheckCode;
import io.meshfed.report.CheckStatus;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.testing.AroRosaTest;
import io.meshfed.testing.RoleDocument;
import io.meshfed.testing.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Roles that verify-access prints, taken at their word. */
class RequiredAccessTest extends AroRosaTest {

    private static final VerifyAccessStep STEP = new VerifyAccessStep();

    private final Federation limited = changed("{ context: aro }", "{ context: aro-limited }");

    @Test
    @DisplayName("whoever may only look is told the rest as a Role, and writes nothing")
    void tellsTheReader() {
        Federation federation = changed("{ context: aro }", "{ context: aro-reader }");

        FederationException refused = harness(federation).run(STEP).refusal(ErrorClass.AUTH);

        assertTrue(
                refused.getMessage()
                        .matches(
                                "\\S+ lacks 15 of \\d+ permissions for mesh 'aro-stg-mesh' in cluster 'aro'"),
                refused::getMessage);
        Set<String> verbs = new TreeSet<>();
        rules(String.join("\n", refused.details())).forEach(rule -> verbs.add(rule.verb()));
        assertEquals(Set.of("create", "delete", "patch", "update"), verbs);
    }

    @Test
    @DisplayName(
            "the Role that is printed for somebody without any right is enough to federate and to go back")
    void isEnough() {
        clusters.bind("aro", everything());

        harness(limited).run(STEP).requireOk();
        harness(limited).hooked(istiods()).run(federate()).requireOk();
        harness(limited)
                .hooked(istiods())
                .run(Pipelines.unfederate(new UnpeerStep(Duration.ZERO)))
                .requireOk();
    }

    @Test
    @DisplayName("each right that is taken away is named in a Role that gives it back")
    void namesEachMissingRight() {
        List<AccessRule> all = rules(everything());
        assertTrue(all.size() > 15, all::toString);
        for (AccessRule taken : all) {
            List<AccessRule> rest = new ArrayList<>(all);
            rest.remove(taken);
            clusters.allow("aro", rest);

            String role = printed(harness(limited).run(STEP));

            assertEquals(List.of(taken), rules(role));
            clusters.bind("aro", role);
            harness(limited).run(STEP).requireOk();
        }
    }

    private static List<Step> federate() {
        return Pipelines.federate(
                new ShareTrustStep(ShareTrustStep.Mode.REPLACE, ShareTrustStep.Guards.NONE_WAIVED),
                new VerifyFederationStep(1, Duration.ofMillis(20), Duration.ofSeconds(60), false));
    }

    /** What is printed for a user without any right. */
    private String everything() {
        return printed(harness(limited).run(STEP));
    }

    private static String printed(Run run) {
        Check check = run.checks(CheckCode.PERMISSIONS).get(0);
        assertEquals(CheckStatus.FAILED, check.status());
        return check.hint().substring(check.hint().indexOf('\n') + 1);
    }

    /** Without the right to see a ClusterVersion, of which these clusters have none. */
    private static List<AccessRule> rules(String roles) {
        return RoleDocument.all(roles).stream()
                .flatMap(role -> role.rules().stream())
                .filter(rule -> !rule.plural().equals("clusterversions"))
                .toList();
    }
}
