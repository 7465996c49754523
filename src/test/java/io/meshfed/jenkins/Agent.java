package io.meshfed.jenkins;

import java.nio.file.Path;
import java.util.Map;

/** What a controller sends shell scripts to. */
interface Agent {

    /**
     * @param environment what the steps around add to that of the agent
     * @return the exit code
     * @throws InterruptedException as Jenkins does when it ends a step before its time
     */
    int sh(String script, Path folder, Map<String, String> environment) throws InterruptedException;

    /** Who said yes to a question of the build. */
    default String input(Map<?, ?> question) throws InterruptedException {
        return "jane";
    }

    /** How long a script takes, for the limits around it. */
    default long minutes() {
        return 0;
    }

    /** Printed by scripts so far. */
    String log();
}
