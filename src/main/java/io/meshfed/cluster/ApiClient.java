package io.meshfed.cluster;

import io.meshfed.report.FederationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Calls one API server until it answers for good: counts, slows down and tries again where that is
 * safe. What comes back may still be a refusal. Thread-safe.
 */
final class ApiClient implements AutoCloseable {

    private final Transport transport;
    private final ApiErrors errors;
    private final Limits limits;
    private final Timekeeper time;
    private final SessionOptions options;
    private final Semaphore inFlight = new Semaphore(Limits.MOST_IN_FLIGHT);
    private final SortedMap<String, Integer> sent = new ConcurrentSkipListMap<>();

    /** A 429 to one call slows all of them. */
    private final AtomicReference<Duration> quietUntil = new AtomicReference<>(Duration.ZERO);

    private final Outage outage;
    private final AtomicReference<Duration> skew = new AtomicReference<>();

    ApiClient(Transport transport, ApiErrors errors, SessionOptions options) {
        this(transport, errors, options, Limits.STANDARD, Timekeeper.real(options.cancellation()));
    }

    ApiClient(
            Transport transport,
            ApiErrors errors,
            SessionOptions options,
            Limits limits,
            Timekeeper time) {
        this.transport = transport;
        this.errors = errors;
        this.options = options;
        this.limits = limits;
        this.time = time;
        this.outage = new Outage(time);
    }

    /**
     * The answer that no further try would change: a success or a refusal.
     *
     * @throws FederationException when there is none
     */
    ApiAnswer call(ApiCall call) {
        RetryPlan plan = new RetryPlan(limits, time, time::chance);
        boolean replyLost = false;
        while (true) {
            Optional<Duration> delay;
            requireNoOutage(call, plan);
            try {
                ApiAnswer answer = once(call, plan);
                boolean overtaken = call.overtaken(answer);
                if (!RetryPlan.passing(answer) && !overtaken) {
                    return replyLost ? answer.withLostReply() : answer;
                }
                delay = plan.afterAnswer(answer).filter(this::inTime);
                if (delay.isEmpty() && overtaken) {
                    return answer;
                }
                if (delay.isEmpty()) {
                    throw errors.gaveUp(call, answer, plan);
                }
                // A gateway's 5xx says nothing about what the server behind it did.
                replyLost |= answer.status() >= 500;
                slowDown(answer, delay.get());
            } catch (TransportFailure thrown) {
                TransportFailure failure = answered() ? thrown.ofKnownServer() : thrown;
                delay = plan.afterFailure(failure, !answered()).filter(this::inTime);
                if (delay.isEmpty()) {
                    outage.began(failure);
                    throw errors.gaveUp(call, failure, plan);
                }
                replyLost |= failure.replyLost();
            }
            pause(delay.get());
        }
    }

    private void requireNoOutage(ApiCall call, RetryPlan plan) {
        options.cancellation().throwIfCancelled();
        Optional<TransportFailure> known = outage.current();
        if (known.isPresent()) {
            throw errors.gaveUp(call, known.get(), plan);
        }
    }

    private ApiAnswer once(ApiCall call, RetryPlan plan) throws TransportFailure {
        acquire();
        try {
            awaitQuiet(call);
            options.cancellation().throwIfCancelled();
            if (options.deadline().passed()) {
                throw errors.outOfTime(call);
            }
            sent.merge(call.asks().verb(), 1, Integer::sum);
            Instant before = time.now();
            ApiAnswer answer = transport.send(call, limitOfOne(plan));
            outage.ended();
            measureSkew(answer, before, time.now());
            if (answer.garbled()) {
                throw new TransportFailure(TransportFailure.Kind.GARBLED, answer.described(), null);
            }
            return answer;
        } finally {
            inFlight.release();
        }
    }

    private void acquire() {
        try {
            // Whoever holds a permit gives it back within the time limit of one request.
            inFlight.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted();
        }
    }

    private Duration limitOfOne(RetryPlan plan) {
        Duration limit = answered() ? limits.answer() : limits.firstAnswer();
        return shortest(limit, shortest(plan.remaining(), options.deadline().remaining()));
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private boolean answered() {
        return skew.get() != null;
    }

    private boolean inTime(Duration delay) {
        return delay.compareTo(options.deadline().remaining()) < 0;
    }

    private void slowDown(ApiAnswer answer, Duration delay) {
        if (answer.status() == 429) {
            Duration until = time.elapsed().plus(delay);
            quietUntil.accumulateAndGet(until, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
    }

    private void awaitQuiet(ApiCall call) {
        Duration wait = quietUntil.get().minus(time.elapsed());
        if (!wait.isNegative() && !wait.isZero()) {
            if (!inTime(wait)) {
                throw errors.outOfTime(call);
            }
            pause(wait);
        }
    }

    private void pause(Duration delay) {
        if (!time.pause(delay)) {
            throw Cancellation.interrupted();
        }
    }

    /** The Date header has whole seconds, so less than two say nothing. */
    private void measureSkew(ApiAnswer answer, Instant before, Instant after) {
        Instant middle = before.plus(Duration.between(before, after).dividedBy(2));
        Duration ahead =
                answer.header("date")
                        .flatMap(RetryAfter::date)
                        .map(date -> Duration.between(middle, date).plusMillis(500))
                        .orElse(Duration.ZERO);
        boolean noise = ahead.abs().compareTo(Duration.ofSeconds(2)) < 0;
        skew.set(noise ? Duration.ZERO : Duration.ofSeconds(ahead.toSeconds()));
    }

    /** As of the last answer; empty before the first. */
    Optional<Duration> clockSkew() {
        return Optional.ofNullable(skew.get());
    }

    /** What the clock on the wall says. */
    Instant now() {
        return time.now();
    }

    ApiErrors errors() {
        return errors;
    }

    SortedMap<String, Integer> sent() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(sent));
    }

    @Override
    public void close() {
        transport.close();
    }
}
