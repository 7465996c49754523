package io.meshfed.gates;

import static java.util.Objects.requireNonNull;

import io.meshfed.cluster.kubeconfig.SmallFiles;
import io.meshfed.report.FederationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a person says to a plan. Whoever confirms says its digest, so that what was confirmed is
 * what was read.
 *
 * @param plan the digest of the plan; empty when none is named
 * @param word what was confirmed; empty for what stands in the file
 * @param file where it stands, once somebody has written it; empty for none
 */
public record Approval(String plan, String word, String file) {

    public Approval {
        requireNonNull(plan);
        requireNonNull(word);
        requireNonNull(file);
    }

    /** Read anew each time: the person may come while we wait. */
    Opinion opinion(String question) {
        if (plan.isEmpty()) {
            return Opinion.unknown(
                    "no-plan",
                    "'%s' is asked of no plan".formatted(question),
                    "Name its digest with --plan-digest.");
        }
        Optional<String> said = said();
        if (said.isEmpty()) {
            return Opinion.unknown(
                    "not-confirmed",
                    "'%s' is not confirmed".formatted(question),
                    "Once it is so, confirm it: --confirm %s".formatted(plan));
        }
        return said.get().equals(plan)
                ? Opinion.pass("'%s' is confirmed for %s".formatted(question, plan))
                : Opinion.unknown(
                        "confirms-another",
                        "'%s' is confirmed, but not for %s".formatted(question, plan),
                        "Read the plan with that digest and confirm that one: --confirm %s"
                                .formatted(plan));
    }

    private Optional<String> said() {
        if (!word.isEmpty()) {
            return Optional.of(word.strip());
        }
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return Optional.empty();
        }
        try {
            return Optional.of(SmallFiles.read(Path.of(file), "--confirm-file").strip())
                    .filter(text -> !text.isEmpty());
        } catch (FederationException unreadable) {
            // Half written, perhaps; the next look may find it whole.
            return Optional.empty();
        }
    }
}
