package io.meshfed.cli;

/** Numbers with their nouns. */
final class Words {

    private Words() {}

    /** {@code 1 object}, {@code 2 objects}, {@code 2 meshes}. */
    static String count(long number, String noun) {
        String plural = noun.endsWith("sh") ? "es" : "s";
        return number + " " + noun + (number == 1 ? "" : plural);
    }
}
