package io.meshfed.lint;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody hands to a Task, StepAction or Pipeline among the files, against what that
 * declares.
 *
 * @param giver where params and workspaces are given
 * @param place what to point at when something is missing
 */
record Passed(Findings findings, Value giver, Value place, Manifest receiver) {

    /** The result of a task or step and nothing else. */
    private static final Pattern RESULT =
            Pattern.compile("\\$\\((?:tasks|steps)\\.[^)]+\\.results\\.[^)]+\\)");

    /**
     * @param around the params that may be handed on
     */
    void params(Params around) {
        Params declared = Params.declared(receiver.spec().itemsAt("params"));
        Set<String> names = new HashSet<>();
        for (Value param : giver.itemsAt("params")) {
            names.add(param.textAt("name"));
            Value value = param.at("value");
            Optional<ParamSpec> spec = declared(param, declared);
            if (spec.isPresent()) {
                typeOf(value, around).ifPresent(given -> type(value, spec.get(), given));
            }
        }
        for (Value param : multiplied()) {
            names.add(param.textAt("name"));
            declared(param, declared)
                    .ifPresent(spec -> type(param.at("value"), spec, ParamType.STRING));
        }
        for (ParamSpec spec : declared.all()) {
            if (spec.required() && !names.contains(spec.name())) {
                findings.add(
                        RunRule.MISSING_PARAM,
                        place,
                        "%s needs param '%s'".formatted(told(), Findings.shown(spec.name())));
            }
        }
    }

    /** A matrix hands over one element at a time. */
    private List<Value> multiplied() {
        List<Value> params = new ArrayList<>(giver.itemsAt("matrix", "params"));
        giver.itemsAt("matrix", "include")
                .forEach(include -> params.addAll(include.itemsAt("params")));
        return params;
    }

    private Optional<ParamSpec> declared(Value param, Params declared) {
        Optional<ParamSpec> spec = declared.named(param.textAt("name"));
        if (spec.isEmpty()) {
            findings.add(
                    RunRule.UNDECLARED_PARAM,
                    param.at("name"),
                    "%s declares no param '%s'"
                            .formatted(told(), Findings.shown(param.textAt("name"))));
        }
        return spec;
    }

    /** Empty when only the run knows it. */
    private static Optional<ParamType> typeOf(Value value, Params around) {
        if (RESULT.matcher(value.text()).matches()) {
            return Optional.empty();
        }
        List<Variables.Reference> references = Variables.in(value.text(), "params");
        boolean whole =
                references.size() == 1
                        && references.get(0).star()
                        && references.get(0).expression().equals(value.text());
        return whole
                ? around.named(references.get(0).bare()).map(ParamSpec::type)
                : Optional.of(ParamType.of(value));
    }

    private void type(Value value, ParamSpec spec, ParamType given) {
        if (given != spec.type()) {
            findings.add(
                    RunRule.PARAM_MISMATCH,
                    value,
                    "param '%s' of %s is of type %s, and gets type %s"
                            .formatted(
                                    Findings.shown(spec.name()),
                                    told(),
                                    spec.type().word(),
                                    given.word()));
        }
    }

    void workspaces() {
        List<Value> declared = receiver.spec().itemsAt("workspaces");
        Set<String> known = WorkspaceRules.names(declared);
        Set<String> bound = WorkspaceRules.names(giver.itemsAt("workspaces"));
        for (Value workspace : declared) {
            String name = workspace.textAt("name");
            if (!bound.contains(name) && !workspace.textAt("optional").equals("true")) {
                findings.add(
                        RunRule.MISSING_WORKSPACE,
                        place,
                        "%s needs workspace '%s'".formatted(told(), Findings.shown(name)));
            }
        }
        for (Value binding : giver.itemsAt("workspaces")) {
            if (!known.contains(binding.textAt("name"))) {
                findings.add(
                        RunRule.UNDECLARED_BINDING,
                        binding.at("name"),
                        "%s declares no workspace '%s'"
                                .formatted(told(), Findings.shown(binding.textAt("name"))));
            }
        }
    }

    private String told() {
        return "%s %s".formatted(receiver.type(), Findings.shown(receiver.name()));
    }
}
