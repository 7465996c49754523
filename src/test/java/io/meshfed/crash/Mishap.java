package io.meshfed.crash;

import java.util.Arrays;

/** What happens to one run. */
interface Mishap extends Line.Meddler {

    /** Whether the process ends by it. */
    boolean ends();

    /**
     * {@code before 12}, faults: {@code RESET_AFTER at 17 + STALLED at 21}, or what a read does not
     * show: {@code stale 2 at 12}, {@code unseen at 40}.
     */
    static Mishap parse(String text) {
        String[] words = text.strip().split(" ");
        if (words[0].equals("stale")) {
            return new Stale(Integer.parseInt(words[3]), Integer.parseInt(words[1]));
        }
        if (words[0].equals("unseen")) {
            return new Unseen(Integer.parseInt(words[2]));
        }
        if (!text.contains(" at ")) {
            return Cut.parse(text);
        }
        return new Faults(Arrays.stream(text.split("\\+")).map(Fault::parse).toList());
    }
}
