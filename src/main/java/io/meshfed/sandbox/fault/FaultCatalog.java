package io.meshfed.sandbox.fault;

import io.meshfed.model.ClusterRef;
import io.meshfed.model.Federation;
import io.meshfed.model.Mesh;
import io.meshfed.model.Nearest;
import io.meshfed.report.ErrorClass;
import io.meshfed.report.FederationException;
import io.meshfed.sandbox.api.KindRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All switches, and how they are read from a command line. */
public final class FaultCatalog {

    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");
    private static final Map<String, String> NO_SWITCH = new LinkedHashMap<>();

    static {
        NO_SWITCH.put("A10", "a lost reply to a lease: error-once and cut-after take kind=leases");
        NO_SWITCH.put(
                "A20",
                "nothing is changed on its way in; wrong-client-id changes a peer behind the write");
        NO_SWITCH.put(
                "A23", "the sandbox keeps no old revisions of objects that it could serve instead");
        NO_SWITCH.put("A24", "meshfed polls; there is no watch that could be dropped");
        NO_SWITCH.put(
                "E4", "the sandbox's operator takes in every change of a control plane at once");
        NO_SWITCH.put(
                "E10",
                "the federation file refuses two peers of one trust domain beside each other");
        NO_SWITCH.put("E12", "all three names are computed from the federation file");
        NO_SWITCH.put("E13", "it is a matter of the federation file, which refuses it");
        NO_SWITCH.put("E20", "any Service with the alias's name will do: kubectl create service");
        NO_SWITCH.put("E21", "it is a matter of the federation file, which refuses it");
        NO_SWITCH.put(
                "E22", "it needs no switch: istiods of the sandbox trust until they are restarted");
    }

    private FaultCatalog() {}

    /** In the order of their rows. */
    public static List<FaultSwitch> all() {
        return Stream.concat(ApiFaults.all().stream(), MeshFaults.all().stream()).toList();
    }

    /** Rows of the fault catalogue that are no switch, with the reason. */
    public static Map<String, String> noSwitch() {
        return Collections.unmodifiableMap(NO_SWITCH);
    }

    /**
     * @param chosen each NAME or NAME=KEY=VALUE,KEY=VALUE; a row of the catalogue is as good as a
     *     name
     * @throws FederationException INPUT with everything that is wrong with them
     */
    public static Rehearsal rehearsal(List<String> chosen, Federation federation) {
        List<String> problems = new ArrayList<>();
        Map<FaultSwitch, FaultValues> read = new LinkedHashMap<>();
        for (String each : chosen) {
            String[] parts = each.split("=", 2);
            Optional<FaultSwitch> found = find(parts[0]);
            if (found.isEmpty()) {
                problems.add(unknown(parts[0]));
                continue;
            }
            Map<String, String> values = usual(found.get());
            new Reading(found.get(), federation, problems)
                    .read(parts.length > 1 ? parts[1] : "", values);
            if (read.put(found.get(), new FaultValues(federation, values)) != null) {
                problems.add("fault '%s' is there twice".formatted(found.get().name()));
            }
        }
        if (!problems.isEmpty()) {
            throw new FederationException(
                    ErrorClass.INPUT,
                    "--fault asks for what the sandbox cannot do",
                    "See: meshfed sandbox --list-faults",
                    problems,
                    null);
        }
        Rehearsal rehearsal =
                new Rehearsal(read.keySet().stream().anyMatch(f -> f.workings().unready()));
        read.forEach((fault, values) -> fault.workings().effect().into(rehearsal, values));
        return rehearsal;
    }

    private static Optional<FaultSwitch> find(String name) {
        return all().stream()
                .filter(
                        fault ->
                                fault.name().equals(name)
                                        || fault.rows().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    private static String unknown(String name) {
        String known = NO_SWITCH.get(name.toUpperCase(Locale.ROOT));
        if (known != null) {
            return "%s is no switch: %s".formatted(name, known);
        }
        return "there is no fault '%s'%s"
                .formatted(name, nearest(name, all().stream().map(FaultSwitch::name).toList()));
    }

    private static String nearest(String word, Collection<String> words) {
        return Nearest.to(word, words).map("; did you mean '%s'?"::formatted).orElse("");
    }

    private static Map<String, String> usual(FaultSwitch fault) {
        Map<String, String> values = new LinkedHashMap<>();
        fault.arguments().forEach(argument -> values.put(argument.name(), argument.byDefault()));
        return values;
    }

    /** Reads the arguments of one fault. */
    private record Reading(FaultSwitch fault, Federation federation, List<String> problems) {

        void read(String text, Map<String, String> values) {
            if (text.isEmpty()) {
                return;
            }
            for (String pair : text.split(",", -1)) {
                String[] parts = pair.split("=", 2);
                if (parts.length < 2) {
                    problems.add(
                            "fault '%s': '%s' is not of the form KEY=VALUE; its keys are %s"
                                    .formatted(
                                            fault.name(),
                                            pair,
                                            String.join(", ", values.keySet())));
                } else if (values.containsKey(parts[0])) {
                    check(parts[0], parts[1]);
                    values.put(parts[0], parts[1]);
                } else {
                    problems.add(
                            "fault '%s' has no argument '%s'%s; it has %s"
                                    .formatted(
                                            fault.name(),
                                            parts[0],
                                            nearest(parts[0], values.keySet()),
                                            String.join(", ", values.keySet())));
                }
            }
        }

        /** The value itself when it means one, as a singular does. */
        private static List<String> kinds(String value) {
            List<String> known = new ArrayList<>(List.of("*"));
            known.addAll(KindRegistry.plurals());
            return known.stream().anyMatch(plural -> FaultValues.isKind(value, plural))
                    ? List.of(value)
                    : known;
        }

        private void check(String name, String value) {
            FaultArgument argument =
                    fault.arguments().stream()
                            .filter(each -> each.name().equals(name))
                            .findFirst()
                            .orElseThrow();
            List<String> allowed =
                    switch (argument.form()) {
                        case CLUSTER ->
                                Stream.concat(
                                                Stream.of("*"),
                                                federation.clusters().stream()
                                                        .map(ClusterRef::name))
                                        .toList();
                        case MESH -> federation.meshes().stream().map(Mesh::name).toList();
                        case CHOICE -> argument.choices();
                        case KIND -> kinds(value);
                        case COUNT, TEXT -> List.of(value);
                    };
            if (argument.form() == FaultArgument.Form.COUNT && !COUNT.matcher(value).matches()) {
                problems.add(
                        "fault '%s', %s: '%s' is not a whole number from 0 to 999999999"
                                .formatted(fault.name(), name, value));
            } else if (!allowed.contains(value)) {
                problems.add(
                        "fault '%s', %s: '%s' is none of %s%s"
                                .formatted(
                                        fault.name(),
                                        name,
                                        value,
                                        String.join(", ", allowed),
                                        nearest(value, allowed)));
            }
        }
    }
}
