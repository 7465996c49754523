package io.meshfed.tekton;

import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.report.SafeText;
import io.meshfed.report.Words;
import io.meshfed.tekton.PipelineDefinition.Param;
import io.meshfed.tekton.PipelineDefinition.Space;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Compares what was typed with what the Pipeline wants, and tells all that is wrong at once: Tekton
 * would tell one thing, by a run that fails.
 */
final class StartCheck {

    private final PipelineDefinition pipeline;
    private final StartOrder order;
    private final List<String> problems = new ArrayList<>();

    StartCheck(PipelineDefinition pipeline, StartOrder order) {
        this.pipeline = pipeline;
        this.order = order;
    }

    /**
     * @throws FederationException INPUT with every mistake
     */
    RunManifest manifest() {
        Map<String, Object> params = params();
        Map<String, Map<String, Object>> workspaces = workspaces();
        checkAccount();
        checkTimeouts();
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "Pipeline '%s' cannot be started so: %s"
                            .formatted(
                                    SafeText.of(pipeline.name()),
                                    problems.size() == 1
                                            ? problems.get(0)
                                            : Words.count(problems.size(), "problem")),
                    "It takes %s.".formatted(takes()),
                    problems.size() == 1 ? List.of() : problems,
                    null);
        }
        return RunManifest.of(order, params, workspaces);
    }

    private Map<String, Object> params() {
        Map<String, Param> known = new LinkedHashMap<>();
        pipeline.params().forEach(param -> known.put(param.name(), param));
        Map<String, List<String>> typed = new LinkedHashMap<>();
        for (String text : order.params()) {
            int sign = text.indexOf('=');
            String name = sign < 0 ? text : text.substring(0, sign);
            if (sign < 1) {
                problem("--param '%s' is not of the form NAME=VALUE", text);
            } else if (!known.containsKey(name)) {
                unknown("param", name, known.keySet());
            } else {
                typed.computeIfAbsent(name, n -> new ArrayList<>()).add(text.substring(sign + 1));
            }
        }
        Map<String, Object> params = new LinkedHashMap<>();
        for (Param param : pipeline.params()) {
            List<String> values = typed.getOrDefault(param.name(), List.of());
            if (!values.isEmpty()) {
                ParamText text = new ParamText(param, this::problem);
                params.put(param.name(), text.value(values));
            } else if (param.required()) {
                problem("param '%s' is missing", param.name());
            }
        }
        return params;
    }

    private Map<String, Map<String, Object>> workspaces() {
        Map<String, Space> known = new LinkedHashMap<>();
        pipeline.workspaces().forEach(space -> known.put(space.name(), space));
        Map<String, Map<String, Object>> bound = new LinkedHashMap<>();
        for (String text : order.workspaces()) {
            WorkspaceText workspace = WorkspaceText.of(text);
            workspace.problem().ifPresent(problems::add);
            if (workspace.problem().isEmpty()) {
                if (!known.containsKey(workspace.name())) {
                    unknown("workspace", workspace.name(), known.keySet());
                } else if (bound.put(workspace.name(), workspace.source()) != null) {
                    problem("workspace '%s' is given twice", workspace.name());
                }
            }
        }
        for (Space space : pipeline.workspaces()) {
            boolean tried =
                    order.workspaces().stream().anyMatch(t -> t.startsWith(space.name() + "="));
            if (space.required() && !tried) {
                problem("workspace '%s' is missing", space.name());
            }
        }
        return bound;
    }

    private void checkAccount() {
        String account = order.serviceAccount();
        if (!account.isEmpty() && !NameCheck.good(account)) {
            problem("'%s' is no name of a ServiceAccount", account);
        }
    }

    /** Tekton's rule; a run's tasks and finally share its time. */
    private void checkTimeouts() {
        Duration whole = order.timeouts().pipeline();
        Duration parts = order.timeouts().tasks().plus(order.timeouts().last());
        if (!whole.isZero() && parts.compareTo(whole) > 0) {
            problem("--tasks-timeout and --finally-timeout are longer than --pipeline-timeout");
        }
    }

    private void unknown(String kind, String name, Collection<String> known) {
        String near =
                Nearest.to(name, known)
                        .map(other -> "; did you mean '%s'?".formatted(SafeText.of(other)))
                        .orElse("");
        problems.add("there is no %s '%s'%s".formatted(kind, SafeText.of(name), near));
    }

    private void problem(String format, Object... words) {
        Object[] safe = new Object[words.length];
        for (int i = 0; i < words.length; i++) {
            safe[i] = SafeText.of(String.valueOf(words[i]));
        }
        problems.add(format.formatted(safe));
    }

    private String takes() {
        String params =
                pipeline.params().stream()
                        .map(param -> param.name() + (param.required() ? "" : " (optional)"))
                        .collect(Collectors.joining(", "));
        String spaces =
                pipeline.workspaces().stream()
                        .map(space -> space.name() + (space.required() ? "" : " (optional)"))
                        .collect(Collectors.joining(", "));
        return SafeText.of(
                (params.isEmpty() ? "no params" : "params " + params)
                        + (spaces.isEmpty() ? ", no workspaces" : "; workspaces " + spaces));
    }
}
