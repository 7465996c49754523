package io.meshfed.sandbox.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Finds out who sent a request. */
final class Users {

    private final Map<String, User> byToken = new ConcurrentHashMap<>();
    private final Tokens tokens;
    private final Authorizer authorizer;

    Users(Tokens tokens, Authorizer authorizer) {
        this.tokens = tokens;
        this.authorizer = authorizer;
    }

    void add(User user) {
        if (!user.token().isEmpty()) {
            byToken.put(user.token(), user);
        }
    }

    /** From now on no token is known. */
    void expireTokens() {
        byToken.clear();
        tokens.revokeAll();
    }

    /**
     * @throws ApiError 401 when nobody vouches for the sender
     */
    User authenticate(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        User user =
                byToken(headers)
                        .or(() -> byCertificate(exchange))
                        .orElseThrow(ApiError::unauthorized);
        String other = headers.getFirst("Impersonate-User");
        if (other == null && headers.containsKey("Impersonate-Group")) {
            throw ApiError.internal("a group is impersonated without a user");
        }
        return other == null || other.isEmpty()
                ? user.authenticated()
                : impersonated(user.authenticated(), other, headers);
    }

    private User impersonated(User user, String other, Headers headers) {
        List<String> groups = headers.getOrDefault("Impersonate-Group", List.of());
        String[] account = other.split(":");
        boolean isAccount = account.length == 4 && other.startsWith("system:serviceaccount:");
        if (isAccount) {
            authorizer.check(
                    user, new Access("impersonate", "", "serviceaccounts", account[2], account[3]));
        } else {
            authorizer.check(user, new Access("impersonate", "", "users", "", other));
        }
        for (String group : groups) {
            authorizer.check(user, new Access("impersonate", "", "groups", "", group));
        }
        User impersonated =
                isAccount && groups.isEmpty()
                        ? User.serviceAccount(account[2], account[3])
                        : new User(other, "", groups);
        return impersonated.authenticated();
    }

    private Optional<User> byToken(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        String token = authorization.substring(7).strip();
        return Optional.ofNullable(byToken.get(token)).or(() -> tokens.user(token));
    }

    /** Common name and organisations are user and groups; the TLS layer has checked the CA. */
    private Optional<User> byCertificate(HttpExchange exchange) {
        if (!(exchange instanceof HttpsExchange tls)
                || exchange.getRequestHeaders().containsKey("Authorization")) {
            return Optional.empty();
        }
        try {
            Principal subject = tls.getSSLSession().getPeerPrincipal();
            List<Rdn> names = new LdapName(subject.getName()).getRdns();
            return named(names, "CN")
                    .findFirst()
                    .map(name -> new User(name, "", named(names, "O").toList()));
        } catch (SSLPeerUnverifiedException | InvalidNameException nobody) {
            return Optional.empty();
        }
    }

    private static Stream<String> named(List<Rdn> names, String type) {
        return names.stream()
                .filter(rdn -> rdn.getType().equalsIgnoreCase(type))
                .map(Rdn::getValue)
                .map(String::valueOf);
    }
}
