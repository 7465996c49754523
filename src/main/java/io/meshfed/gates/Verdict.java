package io.meshfed.gates;

import java.util.Collection;

/** What a gate says, or all of them together. */
public enum Verdict {
    PASS,
    FAIL,
    /** Nobody can say. Never taken for a pass. */
    UNKNOWN;

    /** One fail is a fail; else one unknown is unknown; of no gates nothing is known. */
    public static Verdict of(Collection<Verdict> each) {
        if (each.contains(FAIL)) {
            return FAIL;
        }
        return each.isEmpty() || each.contains(UNKNOWN) ? UNKNOWN : PASS;
    }
}
