package io.meshfed.lint;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results of the steps of a Task. Those of a StepAction that is not among the files are not
 * known, and everything may be among them.
 */
record StepResults(Map<String, Set<String>> known, Set<String> unknown) {

    StepResults {
        known = Map.copyOf(known);
        unknown = Set.copyOf(unknown);
    }

    static StepResults of(Value spec, Library library, Findings findings) {
        return of(spec.itemsAt("steps"), library, findings);
    }

    static StepResults of(List<Value> steps, Library library, Findings findings) {
        Map<String, Set<String>> known = new HashMap<>();
        Set<String> unknown = new HashSet<>();
        for (Value step : steps) {
            String name = step.textAt("name");
            Optional<Value> results =
                    step.has("ref")
                            ? library.find(
                                            Manifest.STEP_ACTION,
                                            step.textAt("ref", "name"),
                                            findings)
                                    .map(action -> action.spec().at("results"))
                            : Optional.of(step.at("results"));
            results.ifPresentOrElse(
                    declared -> known.put(name, ResultRules.names(declared.items())),
                    () -> unknown.add(name));
        }
        return new StepResults(known, unknown);
    }

    boolean mayHave(String step, String result) {
        // An object's key follows a dot.
        String whole = result.contains(".") ? result.substring(0, result.indexOf('.')) : result;
        Set<String> declared = known.getOrDefault(step, Set.of());
        return unknown.contains(step) || declared.contains(result) || declared.contains(whole);
    }
}
