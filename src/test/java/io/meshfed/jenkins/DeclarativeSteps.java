package io.meshfed.jenkins;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of Declarative Pipeline as the samples use, in the order in which Jenkins runs it;
 * JenkinsPipelineUnit 1.1 has none. It does not check what Declarative refuses.
 */
final class DeclarativeSteps {

    private static final List<String> CONDITIONS = List.of("always", "unsuccessful", "success");

    private final PipelineTestHelper helper;
    private final Steps steps;
    private final List<Closure<?>> afterwards = new ArrayList<>();
    private final Map<String, Closure<?>> branches = new LinkedHashMap<>();
    private boolean collecting;
    private final List<RuntimeException> failures = new ArrayList<>();

    DeclarativeSteps(PipelineTestHelper helper, Steps steps) {
        this.helper = helper;
        this.steps = steps;
    }

    void register() {
        steps.step("pipeline", a -> pipeline(Controller.body(a)), Closure.class);
        for (String block : List.of("steps", "options", "triggers", "script", "parameters")) {
            steps.quiet(block, a -> helper.callClosure(Controller.body(a)), Closure.class);
        }
        steps.quiet("stages", a -> stages(Controller.body(a)), Closure.class);
        steps.quiet("agent", a -> null, Object.class);
        steps.quiet("post", a -> afterwards.add(Controller.body(a)), Closure.class);
        steps.quiet("string", a -> null, Map.class);
        for (String condition : CONDITIONS) {
            steps.quiet(condition, a -> when(condition, Controller.body(a)), Closure.class);
        }
        steps.step(
                "stage",
                a -> stage(String.valueOf(a[0]), Controller.body(a)),
                String.class,
                Closure.class);
        steps.quiet("parallel", a -> parallel(Controller.body(a)), Closure.class);
    }

    private Object pipeline(Closure<?> body) {
        steps.in(steps.scope().deeper(), body);
        afterwards.forEach(helper::callClosure);
        failures.forEach(
                failure -> {
                    throw failure;
                });
        return null;
    }

    /** What is said after the stages counts even when they fail. */
    private Object stages(Closure<?> body) {
        try {
            return helper.callClosure(body);
        } catch (RuntimeException failure) {
            return failures.add(failure);
        }
    }

    private Object when(String condition, Closure<?> body) {
        boolean holds =
                condition.equals("always") || condition.equals("success") == failures.isEmpty();
        return holds ? helper.callClosure(body) : null;
    }

    /** The stages of a parallel block are its branches. */
    private Object stage(String name, Closure<?> body) {
        if (collecting) {
            return branches.put(name, body);
        }
        return steps.in(steps.scope().deeper(), body);
    }

    private Object parallel(Closure<?> body) {
        collecting = true;
        helper.callClosure(body);
        collecting = false;
        Map<String, Closure<?>> all = new LinkedHashMap<>(branches);
        branches.clear();
        return steps.parallel(all);
    }
}
