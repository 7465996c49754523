package io.meshfed.steps.verify;

import java.time.Duration;
import java.util.List;

/**
 * Judges whether a direction works, from what both ends' istiods wrote. Believes the newest entry
 * of each living istiod pod, the newest full sync of any of them, and either end's word for a
 * connection; asks for nothing that a healthy mesh may never write.
 */
public final class DirectionJudge {

    /** Of an istiod that nobody configured. */
    public static final Duration DEFAULT_SYNC_PERIOD = Duration.ofSeconds(60);

    private final PeerTimes times;

    /**
     * @param syncPeriod istiod's {@code --resync}; 5 minutes, whatever the flag, up to OSSM 2.5.0
     */
    public DirectionJudge(Duration syncPeriod) {
        this.times = new PeerTimes(syncPeriod);
    }

    /**
     * @param here the direction to judge
     * @param there its reverse, read as close to the same moment as can be
     */
    public Judgement judge(DirectionView here, DirectionView there) {
        if (!there.direction().equals(here.direction().reversed())) {
            throw new IllegalArgumentException(
                    "'%s' is not the other side of '%s'"
                            .formatted(there.direction(), here.direction()));
        }
        Findings findings = new Findings(here.direction());
        Scene scene = new Scene(here, there, times);
        PeerChecks.add(scene, findings);
        ConnectionChecks.add(scene, findings);
        ExportChecks.add(scene, findings);
        ImportChecks.add(scene, findings);
        FreezeCheck.add(scene, findings);
        return findings.judgement();
    }

    /** Both directions of a peering, sorted. */
    public List<Judgement> judgeBoth(DirectionView one, DirectionView other) {
        DirectionView first = one.direction().compareTo(other.direction()) <= 0 ? one : other;
        DirectionView second = first == one ? other : one;
        return List.of(judge(first, second), judge(second, first));
    }
}
