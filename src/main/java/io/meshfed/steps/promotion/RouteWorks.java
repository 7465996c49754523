package io.meshfed.steps.promotion;

import io.meshfed.engine.StepContext;
import io.meshfed.model.Direction;
import io.meshfed.model.Mesh;
import io.meshfed.model.ServiceName;
import io.meshfed.promotion.Finding;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.steps.PatternChange;
import io.meshfed.steps.ProvedPeers;
import io.meshfed.steps.RouteScene;
import io.meshfed.traffic.PatternWish;
import io.meshfed.traffic.TrafficPattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leads the requests for the service of a production mesh.
 *
 * @param syncPeriod istiod's {@code --resync}
 */
record RouteWorks(StepContext context, Mesh production, ServiceName service, Duration syncPeriod) {

    /** Needs no peer. */
    Found home(TrafficPattern pattern, Set<String> hosts) {
        change(hosts).to(PatternWish.of(pattern));
        return Found.of(Finding.DONE);
    }

    /** Only while both sides of the peers that it leads to are connected and in step. */
    Found away(TrafficPattern pattern, Set<String> hosts) {
        PatternWish wish = PatternWish.of(pattern);
        List<Direction> directions = wish.directions(context.whole(), production);
        try {
            change(hosts).to(wish);
            return Found.of(Finding.DONE);
        } catch (FederationException refused) {
            if (refused.errorClass() != ErrorClass.PRECOND) {
                throw refused;
            }
            return apart(directions)
                    .map(why -> Found.of(Finding.DISCONNECTED, why))
                    .orElseThrow(() -> refused);
        }
    }

    Optional<FederationException> apart(List<Direction> directions) {
        return new ProvedPeers(context, syncPeriod).apart(directions);
    }

    private PatternChange change(Set<String> hosts) {
        return new PatternChange(
                new RouteScene(context, production, service), Optional.of(hosts), syncPeriod);
    }
}
