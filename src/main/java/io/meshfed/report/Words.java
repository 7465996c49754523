package io.meshfed.report;

import java.util.List;

/** Numbers with their nouns. */
public final class Words {

    private static final int FEW = 10;

    private Words() {}

    /** {@code a, b}, the first ten of them. */
    public static String some(List<String> names) {
        String few = String.join(", ", names.subList(0, Math.min(FEW, names.size())));
        return names.size() > FEW ? few + " and %d more".formatted(names.size() - FEW) : few;
    }

    /** {@code 1 object}, {@code 2 objects}, {@code 2 meshes}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("sh") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
