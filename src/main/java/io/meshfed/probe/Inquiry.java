package io.meshfed.probe;

import java.time.Duration;
import javax.net.ssl.SSLSocketFactory;

/**
 * What one request was answered, whatever it is: the expected status of its target does not matter.
 *
 * @param type what the answer says of what its body is; may be empty
 * @param body of at most 1 MiB
 */
public record Inquiry(int status, String type, byte[] body) {

    /**
     * Asks once, on a connection of its own. No redirect is followed and no proxy is asked.
     *
     * @param tls for https; not looked at for http
     * @param limit for all of it, the last byte included
     * @throws ProbeException when there was no whole answer in that time
     */
    public static Inquiry get(Target target, SSLSocketFactory tls, Duration limit)
            throws ProbeException {
        try (Connection connection = new Connection(target, tls)) {
            Answer answer = connection.ask(System.nanoTime() + limit.toNanos());
            return new Inquiry(answer.status(), answer.type(), answer.body());
        }
    }
}
