package io.meshfed.cluster;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.meshfed.cluster.kubeconfig.LoginSource;
import io.meshfed.cluster.kubeconfig.Secret;
import io.meshfed.cluster.kubeconfig.UserSettings;
import java.util.TreeMap;

/** Puts who we are into each request, of whatever client is built on a connection. */
final class SentCredential implements Interceptor {

    static final String AUTHORIZATION = "Authorization";

    private final UserSettings user;
    private final LoginSource login;

    SentCredential(UserSettings user, LoginSource login) {
        this.user = user;
        this.login = login;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (request.header(AUTHORIZATION) == null) {
            authorize(builder);
        }
        if (request.header("Accept") == null) {
            builder.setHeader("Accept", "application/json");
        }
        builder.setHeader("User-Agent", "meshfed");
        new TreeMap<>(user.impersonation())
                .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    }

    private void authorize(BasicBuilder builder) {
        Secret credential = login.header();
        if (!credential.isEmpty()) {
            builder.setHeader(AUTHORIZATION, credential.reveal());
        }
    }
}
