package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is asked for of the log of one container: its lines, each with the time at which it was
 * written.
 *
 * @param since a time, to the second; empty for all
 * @param follow whether to stay until the container ends
 */
record LogQuery(String pod, String container, String since, boolean follow) {

    LogQuery {
        requireNonNull(pod);
        requireNonNull(container);
        requireNonNull(since);
    }

    String path(String namespace) {
        return "/api/v1/namespaces/%s/pods/%s/log?container=%s&timestamps=true%s%s"
                .formatted(
                        encoded(namespace),
                        encoded(NameCheck.object("Pod", pod)),
                        encoded(container),
                        follow ? "&follow=true" : "",
                        since.isEmpty() ? "" : "&sinceTime=" + encoded(since));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
