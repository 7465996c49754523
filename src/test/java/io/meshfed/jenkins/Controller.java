package io.meshfed.jenkins;

import com.lesfurets.jenkins.unit.BasePipelineTest;
import com.lesfurets.jenkins.unit.cps.BasePipelineTestCPS;
import com.lesfurets.jenkins.unit.global.lib.LibraryConfiguration;
import groovy.lang.Closure;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JenkinsPipelineUnit with this checkout as the library {@code meshfed}. Compiling the library
 * takes longer than running it, so there is one controller for each mode.
 */
final class Controller {

    /** How scripts run: as plain Groovy, or transformed so that a build can be written to disk. */
    enum Mode {
        PLAIN,
        CPS
    }

    private static final Map<Mode, Controller> CONTROLLERS = new EnumMap<>(Mode.class);

    private final BasePipelineTest jenkins;
    private final Path scripts;
    private int ran;

    private Controller(Mode mode) throws Exception {
        this.jenkins = mode == Mode.CPS ? new BasePipelineTestCPS() : new BasePipelineTest() {};
        if (mode == Mode.CPS) {
            jenkins.setHelper(new WrittenToDisk());
        }
        this.scripts = Files.createTempDirectory("meshfed-jenkins");
        scripts.toFile().deleteOnExit();
        jenkins.setScriptRoots(new String[] {scripts.toString()});
        jenkins.setUp();
        LibraryConfiguration library = new LibraryConfiguration();
        library.setName("meshfed");
        library.setDefaultVersion("1.0.0");
        library.setTargetPath(".");
        URL checkout = Path.of("").toAbsolutePath().toUri().toURL();
        library.setRetriever((name, version, target) -> List.of(checkout));
        jenkins.getHelper().registerSharedLibrary(library);
    }

    static synchronized Controller in(Mode mode) {
        return CONTROLLERS.computeIfAbsent(mode, Controller::ofItsOwn);
    }

    /** For a test that runs beside others. */
    static Controller ofItsOwn(Mode mode) {
        try {
            return new Controller(mode);
        } catch (Exception wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** A script, as a job holds it, with the library loaded. */
    Build run(String script, Workspace workspace, Agent agent) {
        Steps steps = new Steps(jenkins.getHelper(), workspace, agent);
        steps.register();
        new DeclarativeSteps(jenkins.getHelper(), steps).register();
        Map<String, Object> currentBuild = steps.currentBuild();
        jenkins.getBinding().setVariable("currentBuild", currentBuild);
        jenkins.getBinding().setVariable("env", new Env(() -> steps.scope().environment()));
        jenkins.getBinding().setVariable("any", "any");
        jenkins.getBinding().setVariable("none", "none");
        jenkins.getBinding().setVariable("scm", "scm");
        jenkins.getBinding().setVariable("docker", new Docker(steps::block));
        jenkins.getBinding().setVariable("params", new LinkedHashMap<>(workspace.parameters()));
        Object value = value(script, currentBuild);
        return new Build(
                value,
                String.valueOf(currentBuild.get("result")),
                String.valueOf(currentBuild.get("description")),
                steps.calls(),
                steps.scripts(),
                steps.published(),
                steps.inWorkspace(),
                agent.log() + steps.echoed());
    }

    private Object value(String script, Map<String, Object> currentBuild) {
        try {
            String name = "Job" + ran++ + ".jenkins";
            Files.writeString(scripts.resolve(name), script);
            return jenkins.runScript(name);
        } catch (IOException unwritable) {
            throw new IllegalStateException(unwritable);
        } catch (Throwable thrown) {
            currentBuild.put("result", interrupted(thrown) ? "ABORTED" : "FAILURE");
            return thrown;
        }
    }

    static boolean interrupted(Throwable thrown) {
        return thrown instanceof InterruptedException
                || thrown.getCause() != null && interrupted(thrown.getCause());
    }

    /** Nothing but a hint for the compiler: closures of scripts hold anything. */
    static Closure<?> body(Object... arguments) {
        return (Closure<?>) arguments[arguments.length - 1];
    }
}
