package io.meshfed.cli;

import io.meshfed.sandbox.pki.CertificateAuthority;
import io.meshfed.sandbox.pki.Identity;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Secrets of every kind, each made for one test and to be seen nowhere. */
final class Canaries {

    private static final String LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~";

    /** A key begins with the names of its algorithms; they are no secret. */
    private static final int NAMES_OF_ALGORITHMS = 48;

    private final Random random = new Random();
    private final Map<String, String> byKind = new TreeMap<>();
    private final CanarySearch search = new CanarySearch();

    /** The secret of this kind; the same each time. */
    synchronized String of(String kind) {
        return byKind.computeIfAbsent(kind, this::made);
    }

    private String made(String kind) {
        String canary =
                random.ints(40, 0, LETTERS.length())
                        .mapToObj(at -> LETTERS.substring(at, at + 1))
                        .collect(Collectors.joining());
        search.add(kind, canary);
        return canary;
    }

    /** A client certificate, whose key is a canary. */
    synchronized Identity identity(String kind) {
        Identity identity = CertificateAuthority.create("canaries").issue("client", List.of());
        learnKey(kind, identity.keyPem());
        return identity;
    }

    private void learnKey(String kind, String pem) {
        String body = pem.replaceAll("-----[^\n]*\n", "");
        byKind.put(kind, pem);
        search.add(kind, body.substring(NAMES_OF_ALGORITHMS).replace("\n", ""));
        search.add(kind, body.substring(NAMES_OF_ALGORITHMS));
    }

    int kinds() {
        return byKind.size();
    }

    CanarySearch search() {
        return search;
    }
}
