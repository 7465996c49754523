package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.IMPORTED;
import static io.meshfed.report.CheckCode.PEER_APPLIED;
import static io.meshfed.report.CheckCode.SYNCED;

import io.meshfed.model.ServiceName;
import io.meshfed.report.Words;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.ImportStatus;
import io.meshfed.resource.SetEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Whether what the peer exports has arrived under the right names. Only entries with a hostname
 * count: what is merely offered stays listed for ever, also after the peer withdrew it.
 */
final class ImportChecks {

    private ImportChecks() {}

    static void add(Scene scene, Findings findings) {
        if (!scene.peerApplied()) {
            findings.skip(IMPORTED, PEER_APPLIED);
            return;
        }
        boolean applied = scene.here().objects().imports().isPresent();
        Optional<ImportStatus> status = scene.here().importStatus();
        if (!applied && !scene.direction().imports().isEmpty()) {
            findings.fail(IMPORTED, notApplied(scene));
        } else if (findings.skippedAfter(IMPORTED, SYNCED)) {
            return;
        } else if (!applied) {
            findings.ok(
                    IMPORTED,
                    "%s imports nothing from %s".formatted(scene.local(), scene.remote()));
        } else if (status.isEmpty()) {
            findings.fail(IMPORTED, notHandled(scene));
        } else {
            compare(scene, status.get(), findings);
        }
    }

    private static void compare(Scene scene, ImportStatus status, Findings findings) {
        SortedMap<ServiceName, String> expected =
                ExpectedImports.of(
                        scene.direction(), scene.here().merged(), scene.there().exportStatus());
        Map<Reason, List<String>> wrong = new EnumMap<>(Reason.class);
        expected.forEach(
                (name, hostname) ->
                        fault(scene, status, name, hostname)
                                .ifPresent(
                                        reason -> note(wrong, reason, name + " as " + hostname)));
        status.imported().stream()
                .filter(entry -> entry.exported().filter(expected::containsKey).isEmpty())
                .forEach(entry -> note(wrong, Reason.MORE_IMPORTED, entry.hostname()));
        if (wrong.isEmpty()) {
            findings.ok(
                    IMPORTED,
                    "%s imports %s from %s"
                            .formatted(
                                    scene.local(),
                                    Words.count(expected.size(), "service"),
                                    scene.remote()));
        } else {
            Reason first = wrong.keySet().iterator().next();
            findings.fail(IMPORTED, problem(scene, first, String.join(", ", wrong.get(first))));
        }
    }

    private static void note(Map<Reason, List<String>> wrong, Reason reason, String what) {
        wrong.computeIfAbsent(reason, any -> new ArrayList<>()).add(what);
    }

    private static Optional<Reason> fault(
            Scene scene, ImportStatus status, ServiceName name, String hostname) {
        Optional<SetEntry> entry = entry(status.entries(), name);
        if (entry.filter(found -> found.hostname().equals(hostname)).isPresent()) {
            return Optional.empty();
        }
        if (entry.filter(found -> !found.hostname().isEmpty()).isPresent()) {
            return Optional.of(Reason.IMPORTED_ELSEWHERE);
        }
        boolean withheld =
                scene.there()
                        .exportStatus()
                        .map(ExportStatus::entries)
                        .flatMap(offered -> entry(offered, name))
                        .isEmpty();
        if (withheld) {
            return Optional.of(Reason.NOT_OFFERED);
        }
        return Optional.of(entry.isEmpty() ? Reason.NOT_YET_IMPORTED : Reason.NOT_IMPORTED);
    }

    private static Optional<SetEntry> entry(List<SetEntry> entries, ServiceName exported) {
        return entries.stream()
                .filter(entry -> entry.exported().filter(exported::equals).isPresent())
                .findFirst();
    }

    private static Problem problem(Scene scene, Reason reason, String observed) {
        String look = Commands.showImports(scene.direction());
        return switch (reason) {
            case NOT_OFFERED ->
                    new Problem(
                            reason,
                            "%s does not offer all that %s is to import"
                                    .formatted(scene.remote(), scene.local()),
                            "not offered: " + observed,
                            "See what it exports: "
                                    + Commands.showExports(scene.there().direction()));
            case NOT_YET_IMPORTED ->
                    new Problem(
                            reason,
                            "%s has not heard of all that %s exports"
                                    .formatted(scene.local(), scene.remote()),
                            "not listed: " + observed,
                            "Wait for the next full sync; or look: " + look);
            case NOT_IMPORTED ->
                    new Problem(
                            reason,
                            "no import rule of %s has taken what %s offers"
                                    .formatted(scene.local(), scene.remote()),
                            "offered only: " + observed,
                            overlooked(scene) + look);
            case IMPORTED_ELSEWHERE ->
                    new Problem(
                            reason,
                            "%s imports under other names than the file says"
                                    .formatted(scene.local()),
                            "expected: " + observed,
                            "Allow two minutes after a change of imports; then look: " + look);
            default ->
                    new Problem(
                            Reason.MORE_IMPORTED,
                            "%s still imports what the file does not say".formatted(scene.local()),
                            "also imported: " + observed,
                            "Allow two minutes after a change of imports; then look: " + look);
        };
    }

    /**
     * istiod overlooks a set that was deleted and created again at the same generation, until it is
     * edited.
     */
    private static String overlooked(Scene scene) {
        Duration since = scene.here().importsChange().map(scene::age).orElse(Duration.ZERO);
        return since.compareTo(scene.times().untilHandled()) > 0
                ? "Edit its rules once: istiod overlooks a set that was deleted and created again: "
                : "Allow two minutes after a change of imports; then look: ";
    }

    private static Problem notApplied(Scene scene) {
        return new Problem(
                Reason.IMPORTS_NOT_APPLIED,
                "%s has no ImportedServiceSet %s"
                        .formatted(scene.local(), scene.direction().peerName()),
                "",
                "Apply it: meshfed import-services --peering " + scene.direction().peering());
    }

    private static Problem notHandled(Scene scene) {
        return new Problem(
                Reason.SET_NOT_HANDLED,
                "istiod of %s has not taken in its ImportedServiceSet".formatted(scene.local()),
                "no status",
                "A set made after its peer waits for up to two minutes. "
                        + overlooked(scene)
                        + Commands.showImports(scene.direction()));
    }
}
