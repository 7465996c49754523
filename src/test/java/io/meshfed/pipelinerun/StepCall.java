package io.meshfed.pipelinerun;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container that is about to start.
 *
 * @param name {@code pipeline task/step}
 * @param attempt 1 for the first try
 * @param limit the step's own timeout; it kills at once
 */
record StepCall(
        String name,
        int attempt,
        List<String> command,
        Map<String, String> environment,
        Path home,
        Duration limit) {

    private static final String RESULT = "--result=";

    /** Files of the results that the command was asked for. */
    Map<String, Path> resultFiles() {
        Map<String, Path> files = new TreeMap<>();
        for (String each : command) {
            if (each.startsWith(RESULT)) {
                String[] parts = each.substring(RESULT.length()).split("=", 2);
                files.put(parts[0], Path.of(parts[1]));
            }
        }
        return files;
    }
}
