package io.meshfed.sandbox.attach;

import java.util.List;
import java.util.Map;

/** What is sent with each request so that the server knows us. Nobody prints it. */
public interface Credential {

    /** Names and values of headers, of this moment. */
    Map<String, List<String>> headers();

    /**
     * Looks for a newer credential after a refusal.
     *
     * @param refused the headers that were refused
     * @return whether there is another one now, so that asking again makes sense
     */
    boolean renew(Map<String, List<String>> refused);
}
