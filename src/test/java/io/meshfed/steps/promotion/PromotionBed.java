package io.meshfed.steps.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.meshfed.cluster.Cancellation;
import io.meshfed.cluster.ClusterSession;
import io.meshfed.cluster.ClusterSessions;
import io.meshfed.cluster.Deadline;
import io.meshfed.cluster.KubeconfigSessions;
import io.meshfed.cluster.SessionOptions;
import io.meshfed.cluster.VirtualTime;
import io.meshfed.cluster.WriteLocks;
import io.meshfed.cluster.kubeconfig.Kubeconfig;
import io.meshfed.engine.RunSettings;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.ObjectRef;
import io.meshfed.model.ServiceName;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.Progress;
import io.meshfed.resource.PromotionObjects;
import io.meshfed.resource.ResourceTypes;
import io.meshfed.testing.ClusterTest;
import io.meshfed.testing.Federations;
import io.meshfed.testing.HookedSessions;
import io.meshfed.testing.RawCluster;
import io.meshfed.testing.RunHook;
import io.meshfed.testing.SaidProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The cluster of a production mesh, and processes that come to it, each with its own clock. */
abstract class PromotionBed extends ClusterTest {

    static final ServiceName KUBE_INFO = new ServiceName("prod-member", "kube-info");

    final Federation federation = Federations.read(Federations.ARO_ROSA);
    final Mesh production = federation.mesh("rosa-prod-mesh").orElseThrow();
    final ObjectRef lease = PromotionObjects.lock(production);
    final ObjectRef stored = PromotionObjects.record(production, KUBE_INFO);

    private final List<Process> processes = new ArrayList<>();

    @Override
    protected List<String> clusterNames() {
        return List.of("rosa");
    }

    @BeforeEach
    void makeNamespace() {
        raw().put(new ObjectRef(ResourceTypes.NAMESPACE, "", production.namespace()), Map.of());
    }

    @AfterEach
    void endProcesses() {
        processes.forEach(each -> each.sessions.close());
    }

    RawCluster raw() {
        return clusters.raw("rosa");
    }

    Process process() {
        return process(Duration.ZERO);
    }

    /**
     * @param ahead how far its clock on the wall is ahead of the server's
     */
    Process process(Duration ahead) {
        Process process = new Process(ahead);
        processes.add(process);
        return process;
    }

    static FederationException refusal(ErrorClass expected, Runnable action) {
        FederationException refusal = assertThrows(FederationException.class, action::run);
        assertEquals(expected, refusal.errorClass(), refusal.getMessage());
        return refusal;
    }

    static void assertSays(FederationException refusal, String... words) {
        String all = refusal.getMessage() + " " + refusal.remedy();
        for (String word : words) {
            assertTrue(all.contains(word), () -> "'" + word + "' is not in: " + all);
        }
    }

    /** One process, in time that passes when it waits. */
    final class Process {
        final Cancellation cancellation = new Cancellation();
        final VirtualTime time = new VirtualTime(cancellation);
        final SaidProgress said = SaidProgress.silent();
        final ClusterSessions sessions;
        final PromotionLock lock;

        private Process(Duration ahead) {
            time.setWall(ahead);
            RunHook clocks =
                    new RunHook() {
                        @Override
                        public Duration clockSkew(Duration measured) {
                            return ahead.negated();
                        }
                    };
            Kubeconfig kubeconfig =
                    Kubeconfig.load(clusters.kubeconfig().toString(), Map.of(), Progress.NONE);
            SessionOptions options = SessionOptions.of(federation.name()).with(cancellation);
            sessions =
                    new HookedSessions(
                            new KubeconfigSessions(kubeconfig, options, WriteLocks.none()), clocks);
            lock = new PromotionLock(session(), federation.name(), production, settings());
        }

        RunSettings settings() {
            return new RunSettings(
                    said,
                    cancellation,
                    time,
                    Duration.ofHours(1),
                    Deadline.none(),
                    RunSettings.Mode.WRITE);
        }

        ClusterSession session() {
            return sessions.open(production.cluster());
        }

        RecordStore records() {
            return records(KUBE_INFO);
        }

        RecordStore records(ServiceName service) {
            return new RecordStore(session(), federation.name(), production, service);
        }

        PromotionLock.Held take(String holder) {
            return lock.take(holder, PromotionLock.SHORT, Duration.ZERO);
        }
    }
}
