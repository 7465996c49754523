package io.meshfed.sandbox.fault;

import io.meshfed.sandbox.Sandbox;
import io.meshfed.sandbox.SandboxOptions;
import io.meshfed.sandbox.api.Fault;
import io.meshfed.sandbox.api.FaultPlan;
import io.meshfed.sandbox.api.LoggedRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * All faults that were chosen for one sandbox, and when each takes effect. What it has begun ends
 * when it is closed.
 */
public final class Rehearsal implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());

    private final List<UnaryOperator<SandboxOptions>> options = new ArrayList<>();
    private final List<Consumer<Sandbox>> started = new ArrayList<>();
    private final List<Consumer<Sandbox>> ready = new ArrayList<>();
    private final Map<String, List<FaultPlan>> plans = new LinkedHashMap<>();
    private final ScheduledExecutorService timer =
            new ScheduledThreadPoolExecutor(
                    1,
                    task -> {
                        Thread thread = new Thread(task, "sandbox-faults");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final List<CountDownLatch> stalled = new ArrayList<>();
    private final boolean unready;

    Rehearsal(boolean unready) {
        this.unready = unready;
    }

    /** Whether meshes may never become Ready, so that nobody should wait for them. */
    public boolean unready() {
        return unready;
    }

    /** How the sandbox has to be started. */
    public SandboxOptions options(SandboxOptions usual) {
        SandboxOptions changed = usual;
        for (UnaryOperator<SandboxOptions> each : options) {
            changed = each.apply(changed);
        }
        return changed;
    }

    /** To be called when the API servers listen, before the kubeconfig is written. */
    public void started(Sandbox sandbox) {
        plans.forEach((cluster, each) -> sandbox.apiServer(cluster).faults().set(firstOf(each)));
        started.forEach(effect -> effect.accept(sandbox));
    }

    /** To be called when the meshes are up, or nobody waits for them. */
    public void ready(Sandbox sandbox) {
        ready.forEach(effect -> effect.accept(sandbox));
    }

    private static FaultPlan firstOf(List<FaultPlan> plans) {
        return (ordinal, request) ->
                plans.stream().flatMap(plan -> plan.faultOf(ordinal, request).stream()).findFirst();
    }

    void onOptions(UnaryOperator<SandboxOptions> change) {
        options.add(change);
    }

    void onStarted(Consumer<Sandbox> effect) {
        started.add(effect);
    }

    void onReady(Consumer<Sandbox> effect) {
        ready.add(effect);
    }

    /** The requests that are meant: after so many, so many of them, in each cluster of its own. */
    void onRequests(FaultValues values, Supplier<Fault> fault) {
        for (String cluster : values.clusters()) {
            AtomicInteger seen = new AtomicInteger();
            plans.computeIfAbsent(cluster, none -> new ArrayList<>())
                    .add((ordinal, request) -> next(values, request, seen).map(n -> fault.get()));
        }
    }

    private static Optional<Integer> next(
            FaultValues values, LoggedRequest request, AtomicInteger seen) {
        if (!values.means(request)) {
            return Optional.empty();
        }
        int number = seen.incrementAndGet() - values.number("after");
        boolean counted = values.number("count") == 0 || number <= values.number("count");
        return number > 0 && counted ? Optional.of(number) : Optional.empty();
    }

    /** Nothing is answered for so long; a sandbox that is closed lets go at once. */
    synchronized Fault.Stall stall(int seconds) {
        CountDownLatch released = new CountDownLatch(1);
        if (timer.isShutdown()) {
            released.countDown();
        } else {
            stalled.add(released);
            timer.schedule(released::countDown, seconds, TimeUnit.SECONDS);
        }
        return new Fault.Stall(released);
    }

    /** Also when it fails once: the mesh may not be there yet. */
    void every(long millis, Runnable task) {
        timer.scheduleAtFixedRate(() -> attempted(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void attempted(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException notNow) {
            LOG.log(Level.DEBUG, "a fault had nothing to break", notNow);
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        stalled.forEach(CountDownLatch::countDown);
    }
}
