package io.meshfed.sandbox.api;

import java.util.Map;

/** What the API server says it is. Clients compare it with their own version. */
final class ServerVersion {

    static final String GIT = "v1.29.0+meshfed-sandbox";

    private ServerVersion() {}

    static Map<String, Object> tree() {
        return Discovery.tree(
                "major",
                "1",
                "minor",
                "29",
                "gitVersion",
                GIT,
                "gitCommit",
                "",
                "gitTreeState",
                "clean",
                "buildDate",
                "1970-01-01T00:00:00Z",
                "goVersion",
                "",
                "compiler",
                "",
                "platform",
                "java");
    }
}
