package io.meshfed.cli;

import io.meshfed.cluster.Cancellation;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.RunReport.Verdict;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGINT and SIGTERM end the run in an orderly way: the current request is finished or given up,
 * the report is written, and the exit code says which signal it was. A second signal ends the
 * process at once.
 */
final class Interruption {

    private static final int INT = 2;
    private static final int TERM = 15;

    private final AtomicInteger signal = new AtomicInteger();
    private final Cancellation cancellation;

    Interruption(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    void listen() {
        handle("INT", INT);
        handle("TERM", TERM);
    }

    /** The verdict of the signal that came, if one came. */
    Optional<Verdict> verdict() {
        int number = signal.get();
        return number == 0
                ? Optional.empty()
                : Optional.of(new Verdict(ErrorClass.INTERRUPTED, 128 + number));
    }

    private void came(int number) {
        if (!signal.compareAndSet(0, number)) {
            Runtime.getRuntime().halt(128 + number);
        }
        cancellation.cancel();
    }

    /**
     * The JDK has no public way to hear a signal and choose the exit code. This one is in the
     * exported module jdk.unsupported, but naming it in source is a compiler warning; where it is
     * missing, the JVM's own handling stays.
     */
    private void handle(String name, int number) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler =
                    Proxy.newProxyInstance(
                            Interruption.class.getClassLoader(),
                            new Class<?>[] {handlerType},
                            (proxy, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    came(number);
                                }
                                return null;
                            });
            signalType
                    .getMethod("handle", signalType, handlerType)
                    .invoke(
                            null,
                            signalType.getConstructor(String.class).newInstance(name),
                            handler);
        } catch (ReflectiveOperationException notThere) {
            // Ctrl-C then ends the process without a report; the clusters hold the truth.
        }
    }
}
