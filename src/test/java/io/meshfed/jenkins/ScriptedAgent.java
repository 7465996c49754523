package io.meshfed.jenkins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** An agent on which each command ends as a test wants it to; all others are OK. */
final class ScriptedAgent implements Agent {

    private final Map<String, Ending> endings = new HashMap<>();
    private final Map<String, Map<String, String>> results = new HashMap<>();
    private final List<String> ran = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private String lostAt = "";
    private int lost;
    private boolean refusing;

    /** How a command ends: with a class, or not at all. */
    private record Ending(int code, String errorClass, boolean aborted) {}

    ScriptedAgent ends(String command, int code, String errorClass) {
        endings.put(command, new Ending(code, errorClass, false));
        return this;
    }

    /** Somebody aborts the build while this one runs. */
    ScriptedAgent abortedAt(String command) {
        endings.put(command, new Ending(143, "INTERRUPTED", true));
        return this;
    }

    /** Whoever is asked says no. */
    ScriptedAgent refusing() {
        refusing = true;
        return this;
    }

    @Override
    public String input(Map<?, ?> question) throws InterruptedException {
        if (refusing) {
            throw new FlowInterruptedException("rejected");
        }
        return "jane";
    }

    /** Nothing runs there any more, this command the first; another one is there after so many. */
    ScriptedAgent lostAt(String command, int calls) {
        lostAt = command;
        lost = calls;
        return this;
    }

    ScriptedAgent result(String command, String name, String value) {
        results.computeIfAbsent(command, none -> new HashMap<>()).put(name, value);
        return this;
    }

    /** Commands in the order in which they ran; {@code --keep} as a command of its own. */
    List<String> ran() {
        return ran;
    }

    /** What each was asked for, as JSON. */
    List<String> asked() {
        return asked;
    }

    @Override
    public int sh(String script, Path folder, Map<String, String> environment)
            throws InterruptedException {
        String command = environment.get("MESHFED_COMMAND");
        try {
            String params =
                    Files.readString(
                            folder.resolve(environment.get("MESHFED_FOLDER") + "/params.json"));
            String keeping = params.contains("\"keep\":true") ? command + " --keep" : command;
            if (command.equals(lostAt) && lost > 0) {
                lostAt = "";
            }
            if (lostAt.isEmpty() && lost > 0) {
                lost--;
                throw new IllegalStateException("the agent is offline");
            }
            ran.add(keeping);
            asked.add(params);
            return ended(keeping, folder, environment);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private int ended(String command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Ending ending = endings.getOrDefault(command, new Ending(0, "OK", false));
        Path own = folder.resolve(environment.get("MESHFED_FOLDER"));
        Map<String, String> told = new HashMap<>(results.getOrDefault(command, Map.of()));
        told.put("class", ending.errorClass());
        told.put("exit-code", "" + ending.code());
        told.putIfAbsent("summary", command + " of pair: " + ending.errorClass());
        for (String name : environment.get("MESHFED_FILES").split(" ")) {
            Files.writeString(own.resolve(name), told.getOrDefault(name, ""));
        }
        if (ending.aborted()) {
            throw new FlowInterruptedException("aborted");
        }
        return ending.code();
    }

    @Override
    public String log() {
        return "";
    }
}
