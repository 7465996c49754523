package io.meshfed.catalog;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the catalog leaves out, and why. Whatever is not named here is in it. */
public final class Boundaries {

    private static final Map<String, String> COMMANDS = new LinkedHashMap<>();
    private static final Map<String, String> OPTIONS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", "it plays on embedded clusters, for people to watch");
        COMMANDS.put("sandbox", "it serves embedded clusters until somebody ends it");
        COMMANDS.put("schema", "its output is for editors; nothing in a pipeline reads it");
        COMMANDS.put("contexts", "it prints who one is at which cluster; verify-access checks it");
        COMMANDS.put("use-context", "it would copy a credential out of its Secret into a file");
        COMMANDS.put("generate", "it writes the sources of meshfed itself");
        COMMANDS.put("completion", "it is for shells, and the image has none");
        COMMANDS.put("help", "it is for people at a terminal");
        COMMANDS.put("lint", "it checks files of a checkout, before they come to a cluster");
        COMMANDS.put("pipeline", "it starts and follows what these steps are part of");
        COMMANDS.put("create-access", "it needs an administrator, and prints credentials");
        COMMANDS.put("train", "it is hidden: the build uses it to make starts fast");

        OPTIONS.put("allow-exec", "the image holds no credential plugins to start");
        OPTIONS.put(
                "allow-insecure",
                "roots read over a connection that anyone may answer prove nothing");
        OPTIONS.put(
                "keep",
                "tasks come one after the other: what lasts between them is the time to live");
        OPTIONS.put("no-color", "a pod has no terminal, so there is no colour to switch off");
        OPTIONS.put("params-file", "a Task has a parameter for each option");
        OPTIONS.put("help", "it does no work; the same text is in docs/reference");
        OPTIONS.put("version", "it does no work; the label and the image tag tell it");
    }

    private Boundaries() {}

    /** Commands that are no steps, with the reason. */
    public static Map<String, String> commands() {
        return Collections.unmodifiableMap(COMMANDS);
    }

    /** Options that no parameter reaches, with the reason. */
    public static Map<String, String> options() {
        return Collections.unmodifiableMap(OPTIONS);
    }
}
