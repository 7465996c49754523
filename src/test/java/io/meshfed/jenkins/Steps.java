package io.meshfed.jenkins;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.lang.Closure;
import io.meshfed.cli.JUnitFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The steps of Jenkins that the library and its samples use, doing what they do there. */
final class Steps {

    private final PipelineTestHelper helper;
    private final Workspace workspace;
    private final Agent agent;
    private final Recording recording = new Recording();
    private final Map<Path, String> published = new TreeMap<>();
    private final StringBuilder inWorkspace = new StringBuilder();
    private final StringBuilder echoed = new StringBuilder();
    private final Map<String, Object> currentBuild = new LinkedHashMap<>();
    private final List<Runnable> otherBranches = new ArrayList<>();
    private Scope scope;
    private int secrets;

    Steps(PipelineTestHelper helper, Workspace workspace, Agent agent) {
        this.helper = helper;
        this.workspace = workspace;
        this.agent = agent;
        this.scope = new Scope(workspace.folder(), workspace.environment(), 0, 0);
        currentBuild.put("result", "SUCCESS");
        currentBuild.put("description", "");
    }

    void register() {
        block("node", String.class);
        block("node");
        block("stage", String.class);
        block("container", String.class);
        step("timeout", a -> timeout((Map<?, ?>) a[0], body(a)), Map.class, Closure.class);
        step("withEnv", a -> withEnv((List<?>) a[0], body(a)), List.class, Closure.class);
        step(
                "withCredentials",
                a -> withCredentials((List<?>) a[0], body(a)),
                List.class,
                Closure.class);
        step("dir", a -> dir(String.valueOf(a[0]), body(a)), String.class, Closure.class);
        step("parallel", a -> parallel((Map<?, ?>) a[0]), Map.class);
        quiet("file", a -> a[0], Map.class);
        step("sh", a -> sh((Map<?, ?>) a[0]), Map.class);
        step("writeFile", a -> writeFile((Map<?, ?>) a[0]), Map.class);
        step("readFile", a -> readFile((Map<?, ?>) a[0]), Map.class);
        step("fileExists", a -> Files.exists(scope.folder().resolve("" + a[0])), String.class);
        step("deleteDir", a -> deleteDir());
        step("junit", a -> publish(((Map<?, ?>) a[0]).get("testResults"), true), Map.class);
        step(
                "archiveArtifacts",
                a -> publish(((Map<?, ?>) a[0]).get("artifacts"), false),
                Map.class);
        step("echo", a -> echoed.append(a[0]).append('\n').length(), String.class);
        step("error", a -> error(a[0]), String.class);
        step("unstable", a -> unstable(a[0]), String.class);
        step("milestone", a -> null);
        step("input", a -> agent.input((Map<?, ?>) a[0]), Map.class);
        step("checkout", a -> null, Object.class);
        step("properties", a -> null, List.class);
        quiet("pipelineTriggers", a -> "pipelineTriggers", List.class);
        quiet("buildDiscarder", a -> "buildDiscarder", Object.class);
        quiet("logRotator", a -> "logRotator", Map.class);
        quiet("cron", a -> "cron", String.class);
        quiet("disableConcurrentBuilds", a -> "disableConcurrentBuilds");
    }

    static Closure<?> body(Object... arguments) {
        return Controller.body(arguments);
    }

    private void block(String name, Class<?>... before) {
        List<Class<?>> types = new ArrayList<>(List.of(before));
        types.add(Closure.class);
        step(name, a -> in(scope.deeper(), body(a)), types.toArray(Class<?>[]::new));
    }

    /** A block that is no step of its own, recorded all the same. */
    Object block(String call, Closure<?> body) {
        recording.call(scope.depth(), call);
        return in(scope.deeper(), body);
    }

    void step(String name, Step.Body body, Class<?>... types) {
        quiet(
                name,
                arguments -> {
                    recording.call(scope.depth(), name, arguments);
                    return body.run(arguments);
                },
                types);
    }

    /** Known, but no line in the recording. */
    @SuppressWarnings("rawtypes")
    void quiet(String name, Step.Body body, Class<?>... types) {
        List<Class<?>> all = List.of(types);
        helper.registerAllowedMethod(name, new ArrayList<Class>(all), new Step(body));
    }

    Object in(Scope inner, Closure<?> body) {
        Scope outer = scope;
        scope = inner;
        try {
            return helper.callClosure(body);
        } finally {
            scope = outer;
        }
    }

    private Object timeout(Map<?, ?> limit, Closure<?> body) {
        long hours = "HOURS".equals(limit.get("unit")) ? 60 : 1;
        long minutes = hours * ((Number) limit.get("time")).longValue();
        return in(scope.deeper().within(minutes), body);
    }

    private Object withEnv(List<?> settings, Closure<?> body) {
        Map<String, String> more = new TreeMap<>();
        for (Object setting : settings) {
            String[] parts = setting.toString().split("=", 2);
            more.put(parts[0], parts[1]);
        }
        return in(scope.deeper().with(more), body);
    }

    private Object withCredentials(List<?> bindings, Closure<?> body) throws IOException {
        Map<String, String> more = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        for (Object each : bindings) {
            Map<?, ?> binding = (Map<?, ?>) each;
            String content = workspace.credentials().get(binding.get("credentialsId").toString());
            if (content == null) {
                throw new IllegalStateException(
                        "Could not find credentials entry with ID '%s'"
                                .formatted(binding.get("credentialsId")));
            }
            Path file = workspace.temporary().resolve("secretFiles/" + secrets++ + "/kubeconfig");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, content));
            more.put(binding.get("variable").toString(), file.toString());
        }
        try {
            return in(scope.deeper().with(more), body);
        } finally {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private Object dir(String folder, Closure<?> body) throws IOException {
        Path inner = scope.folder().resolve(folder);
        Files.createDirectories(inner);
        return in(scope.deeper().in(inner), body);
    }

    /**
     * Branches overlap: the others run to their end while the first one waits for its script. What
     * one leaves in a place that all see, the first one trips over.
     */
    Object parallel(Map<?, ?> branches) {
        Scope before = scope;
        Map<String, Object> values = new LinkedHashMap<>();
        List<Throwable> thrown = new ArrayList<>();
        List<Runnable> all = new ArrayList<>();
        branches.forEach(
                (name, body) -> {
                    if (body instanceof Closure<?> branch) {
                        all.add(
                                () -> {
                                    Scope here = scope;
                                    recording.call(before.depth() + 1, "branch", name);
                                    try {
                                        Scope own = before.deeper().deeper();
                                        values.put(String.valueOf(name), in(own, branch));
                                    } catch (RuntimeException | Error failed) {
                                        thrown.add(failed);
                                    } finally {
                                        scope = here;
                                    }
                                });
                    }
                });
        otherBranches.addAll(all.subList(1, all.size()));
        all.get(0).run();
        others();
        if (!thrown.isEmpty()) {
            throw new IllegalStateException(thrown.get(0).getMessage(), thrown.get(0));
        }
        return values;
    }

    private void others() {
        List<Runnable> waiting = List.copyOf(otherBranches);
        otherBranches.clear();
        waiting.forEach(Runnable::run);
    }

    private Object sh(Map<?, ?> arguments) throws IOException, InterruptedException {
        recording.environment(scope);
        others();
        String script = arguments.get("script").toString();
        recording.script(script);
        int code = agent.sh(script, scope.folder(), scope.environment());
        scope.expire(agent.minutes());
        for (Path file : Workspace.below(workspace.folder())) {
            inWorkspace.append(Files.isRegularFile(file) ? Files.readString(file) : file);
        }
        return Boolean.TRUE.equals(arguments.get("returnStatus")) ? (Object) code : failing(code);
    }

    private static Object failing(int code) {
        if (code != 0) {
            throw new IllegalStateException("script returned exit code " + code);
        }
        return "";
    }

    private Object writeFile(Map<?, ?> arguments) throws IOException {
        Path file = scope.folder().resolve(arguments.get("file").toString());
        Files.createDirectories(file.getParent());
        return Files.writeString(file, arguments.get("text").toString()) == null;
    }

    private Object readFile(Map<?, ?> arguments) throws NoSuchFileException, IOException {
        return Files.readString(scope.folder().resolve(arguments.get("file").toString()));
    }

    private Object deleteDir() throws IOException {
        Workspace.delete(scope.folder());
        return null;
    }

    private Object publish(Object pattern, boolean junit) throws IOException {
        var matcher = scope.folder().getFileSystem().getPathMatcher("glob:" + pattern);
        for (Path file : Workspace.below(scope.folder())) {
            Path name = scope.folder().relativize(file);
            if (Files.isRegularFile(file) && matcher.matches(name)) {
                String text = Files.readString(file);
                published.put(name, text);
                if (junit) {
                    JUnitFiles.strict(text);
                }
            }
        }
        return null;
    }

    private Object error(Object message) {
        throw new IllegalStateException(String.valueOf(message));
    }

    private Object unstable(Object message) {
        currentBuild.put("result", "UNSTABLE");
        return echoed.append(message).append('\n').length();
    }

    /** The global variable, which scripts change as well. */
    Map<String, Object> currentBuild() {
        return currentBuild;
    }

    Scope scope() {
        return scope;
    }

    List<String> calls() {
        return recording.calls();
    }

    List<String> scripts() {
        return recording.scripts();
    }

    Map<Path, String> published() {
        return published;
    }

    String inWorkspace() {
        return inWorkspace.toString();
    }

    String echoed() {
        return echoed.toString();
    }
}
