package io.meshfed.steps.verify;

import static io.meshfed.report.CheckCode.EXPORTED;
import static io.meshfed.report.CheckCode.PEER_APPLIED;
import static io.meshfed.report.CheckCode.PEER_HANDLED;

import io.meshfed.model.Export;
import io.meshfed.model.ServiceName;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.SetEntry;
import java.util.List;
import java.util.Optional;

/** Whether istiod offers what the file exports, no less and no more. */
final class ExportChecks {

    private ExportChecks() {}

    static void add(Scene scene, Findings findings) {
        if (findings.failed(PEER_APPLIED) && !scene.peerApplied()) {
            findings.skip(EXPORTED, PEER_APPLIED);
            return;
        }
        List<Export> exports = scene.direction().exports();
        Optional<ExportStatus> status = scene.here().exportStatus();
        boolean applied = scene.here().objects().exports().isPresent();
        if (!applied && !exports.isEmpty()) {
            findings.fail(EXPORTED, notApplied(scene));
        } else if (findings.skippedAfter(EXPORTED, PEER_HANDLED)) {
            return;
        } else if (!applied) {
            findings.ok(
                    EXPORTED, "%s exports nothing to %s".formatted(scene.local(), scene.remote()));
        } else if (status.isEmpty()) {
            findings.fail(EXPORTED, notHandled(scene));
        } else {
            compare(scene, exports, status.get().entries(), findings);
        }
    }

    private static void compare(
            Scene scene, List<Export> exports, List<SetEntry> entries, Findings findings) {
        List<String> missing =
                exports.stream()
                        .filter(Export::byName)
                        .filter(export -> entries.stream().noneMatch(e -> names(export, e)))
                        .map(export -> export.service() + alias(export))
                        .toList();
        List<String> more =
                entries.stream()
                        .filter(entry -> exports.stream().noneMatch(e -> explains(e, entry)))
                        .map(SetEntry::exportedName)
                        .toList();
        List<String> empty =
                exports.stream()
                        .filter(export -> !export.byName())
                        .filter(export -> entries.stream().noneMatch(e -> explains(export, e)))
                        .map(export -> export.service().namespace() + " " + export.labels())
                        .toList();
        if (!missing.isEmpty()) {
            findings.fail(EXPORTED, notExported(scene, missing));
        } else if (!more.isEmpty()) {
            findings.fail(EXPORTED, moreExported(scene, more));
        } else if (!empty.isEmpty()) {
            findings.warn(EXPORTED, noMatch(scene, empty));
        } else {
            findings.ok(
                    EXPORTED,
                    "%s exports %s to %s"
                            .formatted(
                                    scene.local(), Scene.services(entries.size()), scene.remote()));
        }
    }

    private static boolean names(Export export, SetEntry entry) {
        return export.service().equals(entry.local())
                && entry.exported().filter(export.exportedAs()::equals).isPresent();
    }

    /** The labels of a Service are not in the status, so of an export by labels any will do. */
    private static boolean explains(Export export, SetEntry entry) {
        return export.byName()
                ? names(export, entry)
                : export.service().namespace().equals(entry.local().namespace());
    }

    private static String alias(Export export) {
        ServiceName as = export.exportedAs();
        return as.equals(export.service()) ? "" : " as " + as;
    }

    private static Problem notApplied(Scene scene) {
        return new Problem(
                Reason.EXPORTS_NOT_APPLIED,
                "%s has no ExportedServiceSet %s"
                        .formatted(scene.local(), scene.direction().peerName()),
                "",
                "Apply it: meshfed export-services --peering " + scene.direction().peering());
    }

    private static Problem notHandled(Scene scene) {
        return new Problem(
                Reason.SET_NOT_HANDLED,
                "istiod of %s has not taken in its ExportedServiceSet".formatted(scene.local()),
                "no status",
                "Takes up to a minute after a leader died; then see istiod's log: "
                        + Commands.istiodLog(scene.direction().local()));
    }

    private static Problem notExported(Scene scene, List<String> missing) {
        return new Problem(
                Reason.NOT_EXPORTED,
                "%s does not export all that the file says".formatted(scene.local()),
                "not exported: " + String.join(", ", missing),
                "Is the Service there, in a member namespace, and visible to the control plane?"
                        + " Look: "
                        + Commands.showExports(scene.direction()));
    }

    private static Problem moreExported(Scene scene, List<String> more) {
        return new Problem(
                Reason.MORE_EXPORTED,
                "%s exports what the file does not say".formatted(scene.local()),
                "also exported: " + String.join(", ", more),
                "Two services under one exported name, or a stuck deletion, keep an old list."
                        + " See istiod's log: "
                        + Commands.istiodLog(scene.direction().local()));
    }

    private static Problem noMatch(Scene scene, List<String> empty) {
        return new Problem(
                Reason.NO_SERVICE_MATCHES,
                "no Service of %s has the labels of an export".formatted(scene.local()),
                "nothing matches: " + String.join(", ", empty),
                "It takes effect when such a Service appears");
    }
}
