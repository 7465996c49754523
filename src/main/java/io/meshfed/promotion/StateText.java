package io.meshfed.promotion;

import io.meshfed.model.Fingerprint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A state as a ConfigMap holds it. What was changed by hand, comes from a newer version or cannot
 * be is refused: the way back of a production depends on it, so nothing in it is guessed.
 */
public final class StateText {

    /** More than any state needs; whoever stores it can rely on it. */
    public static final int MOST_CHARACTERS = 8192;

    /** Of a digest, a name of a run or person, a reason. */
    public static final int LONGEST_VALUE = 500;

    private static final String FORMAT = "1";
    private static final String DIGEST = "digest";
    private static final List<String> KEYS =
            List.of(
                    "approver",
                    "compared",
                    "ending",
                    "finish",
                    "format",
                    "halt",
                    "holder",
                    "needs-approval",
                    "override",
                    "past",
                    "pause-after",
                    "phase",
                    "plan",
                    "release",
                    "snapshot",
                    "step",
                    "steps",
                    "term",
                    "touched");

    private StateText() {}

    /**
     * @throws IllegalArgumentException when a value has a line break or more than {@link
     *     #LONGEST_VALUE} characters
     */
    public static SortedMap<String, String> of(PromotionState state) {
        SortedMap<String, String> text = new TreeMap<>();
        text.put("format", FORMAT);
        Attempt attempt = state.attempt();
        text.put("release", attempt.release());
        text.put("plan", attempt.plan());
        text.put("steps", "" + attempt.course().steps());
        text.put("finish", attempt.course().finish().name());
        text.put("needs-approval", "" + attempt.course().needsApproval());
        text.put("approver", attempt.approver());
        text.put("override", attempt.override());
        Position position = state.position();
        text.put("phase", position.phase().name());
        text.put("step", "" + position.step());
        text.put("halt", position.halt().name());
        text.put("pause-after", "" + position.pauseAfter());
        Custody custody = state.custody();
        text.put("holder", custody.holder());
        text.put("term", "" + custody.term());
        text.put("compared", "" + custody.compared());
        text.put("snapshot", custody.snapshot());
        text.put("touched", "" + custody.touched());
        text.put("ending", state.ending().name());
        text.values().forEach(StateText::requireShort);
        text.put("past", past(state.past()));
        text.put(DIGEST, digest(text));
        return text;
    }

    private static void requireShort(String value) {
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException(
                    "a value of a record is one line of at most %d characters"
                            .formatted(LONGEST_VALUE));
        }
    }

    private static String past(List<PastRelease> past) {
        past.forEach(release -> requireShort(release.release()));
        return past.stream()
                .map(release -> release.ending().name() + " " + release.release())
                .collect(Collectors.joining("\n"));
    }

    /**
     * @throws UnreadableStateException when it is not what {@link #of} made
     */
    public static PromotionState read(Map<String, String> stored) {
        SortedMap<String, String> text = new TreeMap<>(stored);
        String digest = text.remove(DIGEST);
        String format = text.getOrDefault("format", "");
        if (!format.equals(FORMAT)) {
            throw new UnreadableStateException("is of another format than " + FORMAT);
        }
        if (!List.copyOf(text.keySet()).equals(KEYS)) {
            throw new UnreadableStateException("has other keys than a record has");
        }
        if (!digest(text).equals(digest)) {
            throw new UnreadableStateException("does not have the digest that was stored with it");
        }
        try {
            PromotionState state = state(text);
            if (!of(state).equals(new TreeMap<>(stored))) {
                throw new UnreadableStateException("is not written as records are");
            }
            StateRules.problem(state)
                    .ifPresent(
                            why -> {
                                throw new UnreadableStateException(why);
                            });
            return state;
        } catch (IllegalArgumentException e) {
            throw new UnreadableStateException("has a value that no record has");
        }
    }

    private static PromotionState state(Map<String, String> text) {
        Course course =
                new Course(
                        Integer.parseInt(text.get("steps")),
                        Finish.valueOf(text.get("finish")),
                        Boolean.parseBoolean(text.get("needs-approval")));
        return new PromotionState(
                new Attempt(
                        text.get("release"),
                        text.get("plan"),
                        course,
                        text.get("approver"),
                        text.get("override")),
                new Position(
                        Phase.valueOf(text.get("phase")),
                        Integer.parseInt(text.get("step")),
                        Halt.valueOf(text.get("halt")),
                        Integer.parseInt(text.get("pause-after"))),
                new Custody(
                        text.get("holder"),
                        Long.parseLong(text.get("term")),
                        Boolean.parseBoolean(text.get("compared")),
                        text.get("snapshot"),
                        Boolean.parseBoolean(text.get("touched"))),
                Ending.valueOf(text.get("ending")),
                pastOf(text.get("past")));
    }

    private static List<PastRelease> pastOf(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        List<PastRelease> past = new ArrayList<>();
        for (String line : Arrays.asList(text.split("\n", -1))) {
            int blank = line.indexOf(' ');
            past.add(
                    new PastRelease(
                            line.substring(blank + 1),
                            Ending.valueOf(line.substring(0, Math.max(0, blank)))));
        }
        return past;
    }

    /** Of all other keys; each with its length, so that no two texts look alike. */
    static String digest(SortedMap<String, String> text) {
        StringBuilder all = new StringBuilder();
        text.forEach(
                (key, value) -> all.append(CanonicalText.of(key)).append(CanonicalText.of(value)));
        return Fingerprint.of(all.toString());
    }
}
