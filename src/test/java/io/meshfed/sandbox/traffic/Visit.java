package io.meshfed.sandbox.traffic;

import java.util.Map;

/** What one request from outside was answered, without a socket. */
public record Visit(int status, byte[] body) {

    public static Visit of(Traffic traffic, String host, String path) {
        Answer answer = traffic.answer(new Inbound("GET", host, path, "", Map.of("host", host)));
        return new Visit(answer.status(), answer.body());
    }
}
