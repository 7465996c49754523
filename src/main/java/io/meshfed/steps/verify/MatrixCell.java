package io.meshfed.steps.verify;

import static java.util.Objects.requireNonNull;

import io.meshfed.model.Direction;
import io.meshfed.resource.ExportStatus;
import io.meshfed.resource.ImportStatus;
import io.meshfed.resource.PeerStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One direction at a glance.
 *
 * @param reason the word of what is wrong; empty when nothing is
 * @param syncAge seconds since the last full sync; {@value #UNKNOWN} when there was none
 * @param counts what istiod lists, not what the file says
 */
public record MatrixCell(
        Direction direction, boolean connected, String reason, long syncAge, Counts counts) {

    public static final long UNKNOWN = -1;

    /**
     * @param exports services offered to the peer
     * @param imports services taken from it; merely offered ones do not count
     * @param rootDaysLeft of the injected root that ends first; {@value MatrixCell#UNKNOWN} when
     *     not known
     */
    public record Counts(int exports, int imports, long rootDaysLeft) {}

    public MatrixCell {
        requireNonNull(direction);
        requireNonNull(reason);
        requireNonNull(counts);
    }

    public static MatrixCell of(DirectionView view, Judgement judgement, long rootDaysLeft) {
        long syncAge =
                view.peerStatus().flatMap(status -> newestSync(status, view)).orElse(UNKNOWN);
        int exports = view.exportStatus().map(ExportStatus::entries).map(e -> e.size()).orElse(0);
        int imports = view.importStatus().map(ImportStatus::imported).map(i -> i.size()).orElse(0);
        return new MatrixCell(
                view.direction(),
                view.watchConnected(),
                judgement.cause().map(Reason::word).orElse(""),
                syncAge,
                new Counts(exports, imports, rootDaysLeft));
    }

    private static Optional<Long> newestSync(PeerStatus status, DirectionView view) {
        return Outbound.of(status, view.mesh())
                .flatMap(Outbound::lastFullSync)
                .map(at -> PeerTimes.age(at, view.readAt()).toSeconds());
    }

    public Map<String, Object> toData() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mesh", direction.local().name());
        data.put("peer", direction.remote().name());
        data.put("connected", connected);
        data.put("reason", reason);
        if (syncAge != UNKNOWN) {
            data.put("syncAgeSeconds", syncAge);
        }
        data.put("exports", counts.exports());
        data.put("imports", counts.imports());
        if (counts.rootDaysLeft() != UNKNOWN) {
            data.put("rootDaysLeft", counts.rootDaysLeft());
        }
        return data;
    }
}
