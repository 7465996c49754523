package io.meshfed.cli;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport.Verdict;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * SIGINT and SIGTERM end the process in an orderly way: the current request is finished or given
 * up, the report is written, and the exit code says which signal it was. What does not end in time
 * is ended: pipeline engines kill soon after they ask. A second signal ends the process at once.
 */
final class Interruption {

    /** Pipeline engines may give a process no more than ten seconds. */
    private static final Duration LAST_WORDS_AFTER = Duration.ofMillis(8_000);

    private static final Duration HALT_AFTER = Duration.ofMillis(9_000);

    /** The signals that ask a process to end. */
    enum Signal {
        INT(2),
        TERM(15);

        private final int number;

        Signal(int number) {
            this.number = number;
        }

        int exitCode() {
            return 128 + number;
        }

        Verdict verdict() {
            return new Verdict(ErrorClass.INTERRUPTED, exitCode());
        }

        String fullName() {
            return "SIG" + name();
        }
    }

    private final AtomicReference<Signal> signal = new AtomicReference<>();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final Cancellation cancellation = new Cancellation();
    private final Deque<Runnable> lastWords = new ConcurrentLinkedDeque<>();

    Cancellation cancellation() {
        return cancellation;
    }

    /** The signal that came, if one came. */
    Optional<Signal> signal() {
        return Optional.ofNullable(signal.get());
    }

    void listen() {
        if (listening.compareAndSet(false, true)) {
            for (Signal each : Signal.values()) {
                handle(each);
            }
        }
    }

    /** What is to be done when the process hangs and is ended by force; last come, first done. */
    Registration beforeHalting(Runnable words) {
        lastWords.push(words);
        return () -> lastWords.remove(words);
    }

    /** Stands until {@link #end()}. */
    interface Registration {
        void end();
    }

    private void came(Signal which) {
        if (!signal.compareAndSet(null, which)) {
            Runtime.getRuntime().halt(which.exitCode());
        }
        // Two threads: last words may hang as well, on a full pipe or a dead disk.
        after(LAST_WORDS_AFTER, () -> lastWords.forEach(Runnable::run));
        after(HALT_AFTER, () -> Runtime.getRuntime().halt(which.exitCode()));
        cancellation.cancel();
    }

    private static void after(Duration time, Runnable work) {
        CountDownLatch never = new CountDownLatch(1);
        Thread guard =
                new Thread(
                        () -> {
                            try {
                                if (!never.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                                    work.run();
                                }
                            } catch (InterruptedException nobodyDoes) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "meshfed-guard");
        guard.setDaemon(true);
        guard.start();
    }

    /**
     * The JDK has no public way to hear a signal and choose the exit code. This one is in the
     * exported module jdk.unsupported, but naming it in source is a compiler warning; where it is
     * missing, the JVM's own handling stays.
     */
    private void handle(Signal which) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(
                            Interruption.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    came(which);
                                }
                                return null;
                            });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(
                            null,
                            signalType.getConstructor(String.class).newInstance(which.name()),
                            handler);
        } catch (ReflectiveOperationException notThere) {
            // Ctrl-C then ends the process without a report; the clusters hold the truth.
        }
    }
}
