package io.meshfed.sandbox.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Finds out who sent a request. */
final class Users {

    /** Everybody with an account may ask what there is and what they may do. */
    private static final List<Grant> EVERYBODY =
            List.of(
                    Grant.on("create", "authorization.k8s.io", "*"),
                    Grant.on("create", "authentication.k8s.io", "*"));

    private final Map<String, User> byToken = new ConcurrentHashMap<>();
    private final Map<String, User> byName = new ConcurrentHashMap<>();

    Users(List<User> users) {
        users.forEach(this::add);
    }

    void add(User user) {
        byName.put(user.name(), user);
        if (!user.token().isEmpty()) {
            byToken.put(user.token(), user);
        }
    }

    /** From now on no token is known. */
    void expireTokens() {
        byToken.clear();
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
        if (other == null || other.isEmpty()) {
            return user;
        }
        check(user, new Access("impersonate", "", "users", "", other));
        return byName.getOrDefault(other, User.with(other, "", List.of()));
    }

    static boolean allowed(User user, Access access) {
        return user.may(access) || EVERYBODY.stream().anyMatch(grant -> grant.covers(access));
    }

    /**
     * @throws ApiError 403 when the user may not
     */
    static void check(User user, Access access) {
        if (!allowed(user, access)) {
            String resource =
                    access.resource() + (access.group().isEmpty() ? "" : "." + access.group());
            String name = access.name().isEmpty() ? "" : " \"%s\"".formatted(access.name());
            Map<String, Object> details = Json.part(Map.of());
            if (!access.name().isEmpty()) {
                details.put("name", access.name());
            }
            if (!access.group().isEmpty()) {
                details.put("group", access.group());
            }
            details.put("kind", access.resource());
            throw new ApiError(
                    403,
                    "Forbidden",
                    "%s%s is forbidden: %s".formatted(resource, name, access.refusal(user.name())),
                    details);
        }
    }

    private Optional<User> byToken(Headers headers) {
        String authorization = headers.getFirst("Authorization");
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Optional.empty();
        }
        return Optional.ofNullable(byToken.get(authorization.substring(7).strip()));
    }

    /** The common name of a client certificate is the user; the TLS layer has checked the CA. */
    private Optional<User> byCertificate(HttpExchange exchange) {
        if (!(exchange instanceof HttpsExchange tls)
                || exchange.getRequestHeaders().containsKey("Authorization")) {
            return Optional.empty();
        }
        try {
            Principal subject = tls.getSSLSession().getPeerPrincipal();
            return new LdapName(subject.getName())
                    .getRdns().stream()
                            .filter(rdn -> rdn.getType().equalsIgnoreCase("CN"))
                            .map(Rdn::getValue)
                            .map(String::valueOf)
                            .map(name -> byName.getOrDefault(name, User.with(name, "", List.of())))
                            .findFirst();
        } catch (SSLPeerUnverifiedException | InvalidNameException nobody) {
            return Optional.empty();
        }
    }
}
