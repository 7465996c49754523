package io.meshfed.probe;

import java.time.Duration;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/**
 * Requests at a steady rate. Each has its moment, whether or not those before it have been
 * answered, and its latency counts from that moment: a server that stands still for a second is
 * seen by all the requests of that second and not by one.
 */
public interface Load extends AutoCloseable {

    /** Where loads come from: the network, or a proof's own. */
    @FunctionalInterface
    interface Source {

        /**
         * Begins at once, on threads of its own.
         *
         * @param tls for https; not looked at for http
         * @param heard is told what became of each request, by several threads at once
         */
        Load start(Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard);
    }

    /** Over the network, as {@link Source#start}. */
    static Load start(Target target, SSLSocketFactory tls, LoadPlan plan, Consumer<Sample> heard) {
        return SteadyLoad.start(target, tls, plan, heard);
    }

    /** How long it has been going on. */
    Duration elapsed();

    /**
     * Waits for the last answer.
     *
     * @return false when it did not come in that time, or the thread was interrupted
     */
    boolean await(Duration time);

    /** Begins no more requests. Those under way have a second, then they are given up. */
    void stop();

    @Override
    void close();
}
