package io.meshfed.report;

/** Numbers with their nouns. */
public final class Words {

    private Words() {}

    /** {@code 1 object}, {@code 2 objects}, {@code 2 meshes}. */
    public static String count(long number, String noun) {
        String plural = noun.endsWith("sh") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
