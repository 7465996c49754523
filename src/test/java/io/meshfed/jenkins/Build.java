package io.meshfed.jenkins;

import static java.util.Objects.requireNonNull;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A build that came to its end.
 *
 * @param value what the script returned; its exception when it threw one
 * @param calls of steps, a line each
 * @param scripts that were sent to the agent
 * @param published reports by their name in Jenkins
 * @param inWorkspace all files that lay there when a script had run
 */
record Build(
        Object value,
        String result,
        String description,
        List<String> calls,
        List<String> scripts,
        Map<Path, String> published,
        String inWorkspace,
        String log) {

    Build {
        requireNonNull(result);
        calls = List.copyOf(calls);
        scripts = List.copyOf(scripts);
        published = Map.copyOf(published);
    }

    /** The results that a variable returned. */
    @SuppressWarnings("unchecked")
    Map<String, String> results() {
        if (value instanceof Throwable thrown) {
            throw new AssertionError(log, thrown);
        }
        return (Map<String, String>) value;
    }

    /** What the build was ended with, below what Groovy wraps around it. */
    Throwable thrown() {
        Throwable thrown = (Throwable) value;
        while (thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return thrown;
    }

    /** For a test that wanted another end. */
    String told() {
        return log + "\n" + (value instanceof Throwable ? thrown() : value);
    }

    String published(String name) {
        return published.entrySet().stream()
                .filter(file -> file.getKey().endsWith(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " was not published: " + calls));
    }

    /** Everything that anybody could read of it later. */
    String everything() {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        out.println(calls);
        out.println(scripts);
        out.println(published);
        out.println(inWorkspace);
        out.println(log);
        out.println(description);
        if (value instanceof Throwable thrown) {
            thrown.printStackTrace(out);
        } else {
            out.println(value);
        }
        out.flush();
        return text.toString();
    }
}
