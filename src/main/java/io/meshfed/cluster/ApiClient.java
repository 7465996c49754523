package io.meshfed.cluster;

import io.meshfed.report.FederationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
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
    private final Pace pace;
    private final Turns turns;
    private final SortedMap<String, Integer> sent;

    private final Outage outage;
    private final AtomicReference<Duration> skew = new AtomicReference<>();

    ApiClient(
            Transport transport,
            ApiErrors errors,
            SessionOptions options,
            Limits limits,
            Timekeeper time) {
        this(transport, errors, options, new Pace(limits, time, new Throttle(options.perSecond())));
    }

    /**
     * @param pace shared by all clients of one server
     */
    ApiClient(Transport transport, ApiErrors errors, SessionOptions options, Pace pace) {
        this.transport = transport;
        this.errors = errors;
        this.options = options;
        this.pace = pace;
        this.limits = pace.limits();
        this.time = pace.time();
        this.turns = new Turns(pace, options, errors);
        this.outage = new Outage(time);
        this.sent = new ConcurrentSkipListMap<>();
    }

    private ApiClient(ApiClient ended, SessionOptions options) {
        this.transport = ended.transport;
        this.errors = ended.errors;
        this.options = options;
        this.pace = ended.pace.within(Limits.LAST_WORDS);
        this.limits = pace.limits();
        this.time = pace.time();
        this.turns = new Turns(pace, options, errors);
        this.outage = ended.outage;
        this.sent = ended.sent;
    }

    /**
     * On the same connection, for what must be said although the run was told to end: briefly. It
     * is not to be closed.
     */
    ApiClient lastWords() {
        return new ApiClient(
                this,
                options.with(new Cancellation()).with(Deadline.in(Limits.LAST_WORDS.budget())));
    }

    /**
     * The answer that no further try would change: a success or a refusal.
     *
     * @throws FederationException when there is none
     */
    ApiAnswer call(ApiCall call) {
        return call(call, WritePermit.ALWAYS);
    }

    /**
     * As {@link #call(ApiCall)}; no try of it is sent without the permit, however long ago the
     * first was.
     */
    ApiAnswer call(ApiCall call, WritePermit permit) {
        RetryPlan plan = new RetryPlan(limits, time, time::chance);
        boolean replyLost = false;
        while (true) {
            Duration delay;
            requireNoOutage(call, plan);
            Duration allowed = enter(call, plan, permit);
            try {
                // The wait may have shown that the server is gone.
                requireNoOutage(call, plan);
                ApiAnswer answer = patiently(call, plan, allowed);
                boolean overtaken = call.overtaken(answer);
                if (!RetryPlan.passing(answer) && !overtaken) {
                    return replyLost ? answer.withLostReply() : answer;
                }
                Optional<Duration> again = delayAfter(answer, plan);
                if (again.isEmpty() && overtaken) {
                    return answer;
                }
                delay = again.orElseThrow(() -> errors.gaveUp(call, answer, plan));
                // A gateway's 5xx says nothing about what the server behind it did.
                replyLost |= answer.status() >= 500;
            } catch (TransportFailure thrown) {
                TransportFailure failure = answered() ? thrown.ofKnownServer() : thrown;
                delay = delayAfter(call, failure, plan);
                replyLost |= failure.replyLost();
            } finally {
                turns.leave();
            }
            turns.pause(delay);
        }
    }

    /**
     * A read keeps its turn through all its tries until the server has answered somebody: those
     * that wait would else come in between, and each find out for itself that it says nothing.
     */
    private ApiAnswer patiently(ApiCall call, RetryPlan plan, Duration allowed)
            throws TransportFailure {
        boolean replyLost = false;
        while (true) {
            try {
                ApiAnswer answer = once(call, shortest(limitOfOne(plan), allowed));
                return replyLost ? answer.withLostReply() : answer;
            } catch (TransportFailure failure) {
                if (answered() || call.writes()) {
                    throw failure;
                }
                replyLost |= failure.replyLost();
                turns.pause(delayAfter(call, failure, plan));
                requireNoOutage(call, plan);
            }
        }
    }

    /** The permit is asked for before a turn, lest its own requests find none. */
    private Duration enter(ApiCall call, RetryPlan plan, WritePermit permit) {
        while (true) {
            permit.require();
            turns.enter(call, plan);
            Duration left = permit.left();
            if (!left.isZero()) {
                return left;
            }
            turns.leave();
        }
    }

    private Optional<Duration> delayAfter(ApiAnswer answer, RetryPlan plan) {
        Optional<Duration> delay = plan.afterAnswer(answer);
        turns.heed(answer, delay);
        return delay.filter(turns::inTime);
    }

    private Duration delayAfter(ApiCall call, TransportFailure failure, RetryPlan plan) {
        Optional<Duration> again = plan.afterFailure(failure, !answered());
        Optional<Duration> delay = again.filter(turns::inTime);
        if (delay.isEmpty()) {
            outage.began(failure, !answered());
        }
        return delay.orElseThrow(
                () ->
                        again.isPresent() && failure.replyLost()
                                ? errors.cutShort(call, failure, plan)
                                : errors.gaveUp(call, failure, plan));
    }

    private void requireNoOutage(ApiCall call, RetryPlan plan) {
        options.cancellation().throwIfCancelled();
        Optional<TransportFailure> known = outage.current();
        if (known.isPresent()) {
            throw errors.gaveUp(call, known.get(), plan);
        }
    }

    private ApiAnswer once(ApiCall call, Duration limit) throws TransportFailure {
        sent.merge(call.asks().verb(), 1, Integer::sum);
        Instant before = time.now();
        ApiAnswer answer = transport.send(call, limit);
        outage.ended();
        measureSkew(answer, before, time.now());
        if (answer.garbled()) {
            throw new TransportFailure(TransportFailure.Kind.GARBLED, answer.described(), null);
        }
        return answer;
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

    /** By the clock of the run. */
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
