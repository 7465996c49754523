package io.meshfed.sandbox.api;

import static io.meshfed.sandbox.api.Discovery.tree;

import io.meshfed.model.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Serves what CustomResourceDefinitions define, from the moment that they are stored to the moment
 * that they are gone, and says in their status how far that is.
 */
final class Definitions {

    private final KindRegistry kinds;

    Definitions(KindRegistry kinds) {
        this.kinds = kinds;
    }

    /** The status of a definition that was just stored, once what it defines is served. */
    Map<String, Object> served(Map<String, Object> object, String now) {
        Definition definition = new Definition(object);
        Optional<Conflict> conflict = conflict(definition);
        Map<String, Object> status = Json.part(object.get("status"));
        if (conflict.isEmpty()) {
            status.put("acceptedNames", definition.names());
        }
        boolean established = conflict.isEmpty() || definition.established();
        List<Object> conditions = new ArrayList<>();
        conditions.add(
                conflict.map(c -> condition("NamesAccepted", "False", c.reason(), c.message()))
                        .orElseGet(
                                () ->
                                        condition(
                                                "NamesAccepted",
                                                "True",
                                                "NoConflicts",
                                                "no conflicts found")));
        conditions.add(
                established
                        ? condition(
                                "Established",
                                "True",
                                "InitialNamesAccepted",
                                "the initial names have been accepted")
                        : condition(
                                "Established",
                                "False",
                                "NotAccepted",
                                "not all names are accepted"));
        status.put("conditions", dated(conditions, object, now));
        if (established) {
            kinds.serve(definition.name(), definition.kinds(kinds.metadata()));
        }
        return status;
    }

    /** A definition on its way out: its instances go first. */
    static Map<String, Object> terminating(Map<String, Object> dying, String now) {
        Map<String, Object> next = new LinkedHashMap<>(dying);
        Map<String, Object> status = Json.part(dying.get("status"));
        List<Object> conditions = new ArrayList<>(Trees.objects(dying, "status", "conditions"));
        Map<String, Object> terminating =
                condition(
                        "Terminating",
                        "True",
                        "InstanceDeletionPending",
                        "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
        terminating.put("lastTransitionTime", now);
        conditions.add(terminating);
        status.put("conditions", conditions);
        next.put("status", status);
        return next;
    }

    private record Conflict(String reason, String message) {}

    /** Two definitions of one group cannot share a name. */
    private Optional<Conflict> conflict(Definition definition) {
        Map<String, Object> names = definition.names();
        String kind = Trees.text(names, "kind").orElse("");
        String listKind = Trees.text(names, "listKind").orElse("");
        for (Kind other : kinds.all()) {
            boolean rival =
                    other.type().group().equals(definition.group())
                            && !other.type().qualifiedPlural().equals(definition.name());
            if (rival && other.listKind().equals(listKind)) {
                return Optional.of(new Conflict("ListKindConflict", inUse(listKind)));
            }
            if (rival && other.type().kind().equals(kind)) {
                return Optional.of(new Conflict("KindConflict", inUse(kind)));
            }
        }
        return Optional.empty();
    }

    private static String inUse(String name) {
        return "\"%s\" is already in use".formatted(name);
    }

    private static Map<String, Object> condition(
            String type, String status, String reason, String message) {
        return tree(
                "type",
                type,
                "status",
                status,
                "lastTransitionTime",
                "",
                "reason",
                reason,
                "message",
                message);
    }

    /** Conditions that are what they were keep their time. */
    private static List<Object> dated(
            List<Object> conditions, Map<String, Object> before, String now) {
        List<Map<String, Object>> old = Trees.objects(before, "status", "conditions");
        List<Object> dated = new ArrayList<>();
        for (Map<String, Object> condition : Trees.objects(conditions)) {
            String time =
                    old.stream()
                            .filter(o -> condition.get("type").equals(o.get("type")))
                            .filter(o -> condition.get("status").equals(o.get("status")))
                            .flatMap(o -> Trees.text(o, "lastTransitionTime").stream())
                            .findFirst()
                            .orElse(now);
            condition.put("lastTransitionTime", time);
            dated.add(condition);
        }
        return dated;
    }
}
