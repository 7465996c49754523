package io.meshfed.promotion;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * All that is kept of the promotions of one service, in the cluster of its production mesh: whoever
 * goes on with one, or takes it back, needs no more than this. Its times are those of that
 * cluster's API server.
 *
 * @param about the newest promotion
 * @param evidence newest last, at most {@link #MOST_EVIDENCE}
 * @param history newest first, at most {@link #MOST_HISTORY}
 * @param haltedSince when it first halted where it stands, also while that is tried again; {@link
 *     #NEVER} when it did not
 */
public record PromotionRecord(
        PromotionState state,
        About about,
        List<Evidence> evidence,
        List<Episode> history,
        Instant haltedSince) {

    /** Of keys and values together; what is longer is no record. */
    public static final int MOST_BYTES = 64 * 1024;

    public static final int MOST_EVIDENCE = 200;
    public static final int MOST_HISTORY = 5;

    /** A time that no API server's clock shows. */
    public static final Instant NEVER = Instant.EPOCH;

    public PromotionRecord {
        requireNonNull(state);
        requireNonNull(about);
        requireNonNull(haltedSince);
        evidence =
                List.copyOf(
                        evidence.subList(
                                Math.max(0, evidence.size() - MOST_EVIDENCE), evidence.size()));
        history = List.copyOf(history.subList(0, Math.min(history.size(), MOST_HISTORY)));
    }

    /** Of a service that nobody ever promoted anything of. */
    public static PromotionRecord none() {
        return new PromotionRecord(
                PromotionState.none(), About.NOTHING, List.of(), List.of(), NEVER);
    }

    /** Whether there is a promotion that has not ended. */
    public boolean open() {
        return !state.phase().ended();
    }

    /** Since when it waits for somebody; empty while it is not halted. */
    public Optional<Instant> halted() {
        return stood().filter(since -> state.position().halt() != Halt.NONE);
    }

    private Optional<Instant> stood() {
        return Optional.of(haltedSince).filter(since -> !since.equals(NEVER));
    }

    /** Of a new promotion, before its first state is put down. */
    public PromotionRecord begun(About newest) {
        return new PromotionRecord(state, newest, evidence, history, haltedSince);
    }

    /** What the gates said since the newest promotion began: of older ones it tells nothing. */
    public List<Evidence> evidenceOfNewest() {
        return evidence.stream()
                .filter(each -> each.release().equals(state.attempt().release()))
                .filter(each -> each.plan().equals(state.attempt().plan()))
                .filter(each -> !each.at().isBefore(about.started()))
                .toList();
    }

    /**
     * The release that was promoted and not taken back since, under the newest one when that one
     * came to nothing. Empty when there is none among the episodes that are remembered.
     */
    public Optional<Episode> standing() {
        Deque<Episode> promoted = new ArrayDeque<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            Episode episode = history.get(i);
            if (episode.ending() == Ending.PROMOTED) {
                promoted.push(episode);
            } else if (episode.ending() == Ending.TAKEN_BACK
                    && !promoted.isEmpty()
                    && promoted.peek().release().equals(episode.release())
                    && promoted.peek().plan().equals(episode.plan())) {
                promoted.pop();
            }
        }
        return Optional.ofNullable(promoted.peek());
    }

    public PromotionRecord with(List<Evidence> more) {
        List<Evidence> all = new ArrayList<>(evidence);
        all.addAll(more);
        return new PromotionRecord(state, about, all, history, haltedSince);
    }

    /**
     * With what came of an event. What ends by it goes into the history.
     *
     * @param now by the clock of production's API server
     */
    public PromotionRecord to(PromotionState next, Instant now) {
        List<Episode> episodes = new ArrayList<>(history);
        if (open() && next.phase().ended()) {
            episodes.add(0, Episode.of(about, next, now));
        }
        return new PromotionRecord(
                next,
                about.changed(next.custody().holder(), now),
                evidence,
                episodes,
                since(next, now));
    }

    /** What is tried again and halts again stands since it halted first. */
    private Instant since(PromotionState next, Instant now) {
        boolean halted = next.position().halt() != Halt.NONE;
        boolean moved =
                next.phase() != state.phase() || next.position().step() != state.position().step();
        if (moved || state.position().halt() == Halt.REQUESTED) {
            return halted ? now : NEVER;
        }
        return halted ? stood().orElse(now) : haltedSince;
    }

    /**
     * As a ConfigMap holds it. The oldest evidence is left out while it is too long.
     *
     * @throws IllegalArgumentException when it is too long without any
     */
    public SortedMap<String, String> text() {
        return RecordText.of(this);
    }

    /**
     * @throws UnreadableStateException when it is not what {@link #text()} made: nothing in it is
     *     guessed
     */
    public static PromotionRecord read(Map<String, ?> stored) {
        return RecordText.read(stored);
    }
}
