package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.ResourceType;
import io.meshfed.model.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens of ServiceAccounts: bound to the account, with an end, signed by a key that no other
 * server knows.
 */
final class Tokens {

    static final ResourceType ACCOUNT =
            new ResourceType("", "v1", "ServiceAccount", "serviceaccounts", true);

    private static final String ISSUER = "https://kubernetes.default.svc";
    private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final Storage storage;
    private final InstantSource clock;

    /** Made when it is first needed: most servers sign nothing. */
    private Optional<KeyPair> key = Optional.empty();

    Tokens(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /** From now on those made so far are void. */
    synchronized void revokeAll() {
        key = Optional.empty();
    }

    private synchronized KeyPair key() {
        if (key.isEmpty()) {
            key = Optional.of(newKey());
        }
        return key.get();
    }

    Instant now() {
        return clock.instant();
    }

    String issue(Map<String, Object> account, Instant end) {
        String namespace = Trees.text(account, "metadata", "namespace").orElseThrow();
        String name = Trees.text(account, "metadata", "name").orElseThrow();
        Map<String, Object> claims =
                tree(
                        "aud",
                        List.of(ISSUER),
                        "exp",
                        end.getEpochSecond(),
                        "iat",
                        now().getEpochSecond(),
                        "iss",
                        ISSUER,
                        "kubernetes.io",
                        tree(
                                "namespace",
                                namespace,
                                "serviceaccount",
                                tree(
                                        "name",
                                        name,
                                        "uid",
                                        Trees.text(account, "metadata", "uid").orElseThrow())),
                        "nbf",
                        now().getEpochSecond(),
                        "sub",
                        User.serviceAccountName(namespace, name));
        String signed = encoded(tree("alg", "ES256", "typ", "JWT")) + "." + encoded(claims);
        return signed + "." + ENCODER.encodeToString(signature(signed));
    }

    /** Whom a token stands for; empty when it is not ours, over, or its account is gone. */
    Optional<User> user(String token) {
        int dot = token.lastIndexOf('.');
        if (dot < 0 || !signedByUs(token.substring(0, dot), token.substring(dot + 1))) {
            return Optional.empty();
        }
        Map<String, Object> claims = claims(token.substring(0, dot));
        long end = claims.get("exp") instanceof Long seconds ? seconds : 0;
        if (now().getEpochSecond() >= end) {
            return Optional.empty();
        }
        String namespace = Trees.text(claims, "kubernetes.io", "namespace").orElse("");
        String name = Trees.text(claims, "kubernetes.io", "serviceaccount", "name").orElse("");
        Optional<String> uid = Trees.text(claims, "kubernetes.io", "serviceaccount", "uid");
        return storage.get(Key.of(ACCOUNT, namespace, name))
                .filter(account -> Trees.text(account, "metadata", "uid").equals(uid))
                .map(account -> User.serviceAccount(namespace, name));
    }

    private static String encoded(Map<String, Object> part) {
        return ENCODER.encodeToString(Json.bytes(part));
    }

    private static Map<String, Object> claims(String signed) {
        try {
            String claims = signed.substring(signed.indexOf('.') + 1);
            return Json.object(Base64.getUrlDecoder().decode(claims));
        } catch (IOException notOurs) {
            return Map.of();
        }
    }

    private byte[] signature(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key().getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException inTheJdk) {
            throw new IllegalStateException(inTheJdk);
        }
    }

    private boolean signedByUs(String text, String signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key().getPublic());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getUrlDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException inTheJdk) {
            throw new IllegalStateException(inTheJdk);
        }
    }
}
