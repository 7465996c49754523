package io.meshfed.testing;

import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Holds every request until no more come, then answers all of them together: as servers that are so
 * far away that nothing else counts. How often it does is how many rounds a run takes, each a wait
 * for answers before which nothing else can be asked.
 */
public final class Waves implements AutoCloseable {

    private final long quiet;
    private final List<CountDownLatch> held = new ArrayList<>();
    private final Map<String, Integer> inFlight = new HashMap<>();
    private final Thread tide = new Thread(this::comeAndGo, "waves");
    private int arrived;
    private int rounds;
    private int most;

    private Waves(Duration quiet) {
        this.quiet = quiet.toMillis();
    }

    /**
     * @param quiet no request comes later than this after the one before, but for those that wait
     *     for an answer
     */
    public static Waves over(SandboxClusters clusters, List<String> names, Duration quiet) {
        Waves waves = new Waves(quiet);
        names.forEach(name -> clusters.fault(name, waves.at(name)));
        waves.tide.setDaemon(true);
        waves.tide.start();
        return waves;
    }

    private FaultPlan at(String cluster) {
        return (ordinal, request) -> Optional.of(new Fault.Stall(arrived(cluster)));
    }

    private synchronized CountDownLatch arrived(String cluster) {
        CountDownLatch released = new CountDownLatch(1);
        held.add(released);
        arrived++;
        most = Math.max(most, inFlight.merge(cluster, 1, Integer::sum));
        notifyAll();
        return released;
    }

    private synchronized void comeAndGo() {
        try {
            while (true) {
                while (held.isEmpty()) {
                    wait();
                }
                int before;
                do {
                    before = arrived;
                    wait(quiet);
                } while (arrived > before);
                rounds++;
                inFlight.clear();
                held.forEach(CountDownLatch::countDown);
                held.clear();
            }
        } catch (InterruptedException over) {
            held.forEach(CountDownLatch::countDown);
        }
    }

    public synchronized int rounds() {
        return rounds;
    }

    /** Requests that one server was asked at once. */
    public synchronized int most() {
        return most;
    }

    @Override
    public void close() {
        tide.interrupt();
    }
}
