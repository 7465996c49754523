package io.meshfed.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustBundleMutationTest {

    private static final int MUTANTS = 1500;

    private static final List<String> PIECES =
            List.of(
                    "\n",
                    "\r",
                    " ",
                    "\t",
                    "-",
                    "-----",
                    "=",
                    "A",
                    "\\n",
                    "\0",
                    "\ufeff",
                    ":",
                    "-----BEGIN CERTIFICATE-----",
                    "-----END CERTIFICATE-----\n",
                    "-----BEGIN X509 CRL-----\n",
                    "PRIVATE KEY",
                    "\u202e",
                    "\ud800",
                    "#");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("a text with mistakes is refused, or read as whole roots that it really holds")
    void refusedOrCanonical(long seed) throws TrustProblem {
        Random random = new Random(seed);
        TrustBundle all = Roots.bundle("ec-256", "rsa-2048", "ec-384");
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String text = mutant(all.pem(), random);
            try {
                TrustBundle bundle = Roots.parse(text);
                accepted++;
                assertEquals(bundle, Roots.parse(bundle.pem()), text);
                assertEquals(bundle.pem(), Roots.parse(bundle.pem()).pem(), text);
                assertTrue(
                        Roots.parse(bundle.pem()).notices().stream()
                                .noneMatch(notice -> notice.contains("outside")));
            } catch (TrustProblem refused) {
                assertFalse(refused.getMessage().isBlank());
                assertTrue(refused.getMessage().chars().allMatch(c -> c >= ' ' && c <= '~'));
            }
        }
        assertTrue(accepted > 0 && accepted < MUTANTS, "accepted " + accepted);
    }

    private static String mutant(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        int mistakes = 1 + random.nextInt(3);
        for (int i = 0; i < mistakes; i++) {
            int at = random.nextInt(mutant.length());
            int end = Math.min(mutant.length(), at + 1 + random.nextInt(80));
            switch (random.nextInt(5)) {
                case 0 -> mutant.deleteCharAt(at);
                case 1 -> mutant.delete(at, Math.min(end, mutant.length() - 1));
                case 2 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 3 -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, end));
                default -> mutant.setCharAt(at, (char) random.nextInt(128));
            }
        }
        return mutant.toString();
    }
}
