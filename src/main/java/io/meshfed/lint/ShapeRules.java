package io.meshfed.lint;

import io.meshfed.model.Nearest;
import java.util.List;
import java.util.regex.Pattern;

/** Every field is one that Tekton knows, and holds what it should. */
final class ShapeRules {

    private static final Pattern QUANTITY =
            Pattern.compile(
                    "[-+]?(\\d+\\.?\\d*|\\.\\d+)(n|u|m|k|M|G|T|P|E|[KMGTPE]i|[eE][-+]?\\d+)?");

    private final Findings findings;

    ShapeRules(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param type as {@link Shapes} names it, or {@code [type]} for a list, {@code {type}} for a
     *     map
     */
    void check(Value value, String type) {
        if (!value.present()) {
            return;
        }
        if (type.startsWith("[")) {
            list(value, inner(type));
        } else if (type.startsWith("{")) {
            if (expect(value, Value.Kind.MAP)) {
                value.fields().values().forEach(entry -> check(entry, inner(type)));
            }
        } else if (Shapes.known(type)) {
            fields(value, type);
        } else {
            scalar(value, type);
        }
    }

    private static String inner(String type) {
        return type.substring(1, type.length() - 1);
    }

    private void list(Value value, String type) {
        if (expect(value, Value.Kind.LIST)) {
            value.items().forEach(item -> check(item, type));
        }
    }

    private void fields(Value value, String type) {
        if (!expect(value, Value.Kind.MAP)) {
            return;
        }
        value.fields()
                .forEach(
                        (name, field) -> {
                            String fieldType = Shapes.field(type, name);
                            if (fieldType.isEmpty()) {
                                unknown(field, name, Shapes.fields(type));
                            } else {
                                check(field, fieldType);
                            }
                        });
    }

    private void unknown(Value field, String name, List<String> known) {
        if (known.stream().anyMatch(name::equalsIgnoreCase)) {
            findings.add(
                    RunRule.FIELD_CASE,
                    field,
                    "'%s' is written in another case".formatted(Findings.shown(name)));
            return;
        }
        String hint = Nearest.to(name, known).map("; did you mean '%s'?"::formatted).orElse("");
        findings.add(
                AdmissionRule.UNKNOWN_FIELD,
                field,
                "there is no field '%s' here%s".formatted(Findings.shown(name), hint));
    }

    private void scalar(Value value, String type) {
        switch (type) {
            case "text" -> text(value);
            case "flag" -> expect(value, Value.Kind.FLAG);
            case "number" -> number(value);
            case "quantity" -> quantity(value);
            case "duration" -> duration(value);
            default -> {}
        }
    }

    private void text(Value value) {
        if (value.scalar() && value.kind() != Value.Kind.TEXT) {
            findings.add(
                    RunRule.UNQUOTED,
                    value,
                    "%s is %s, and must be text"
                            .formatted(Findings.shown(value.text()), value.kind().told()));
        } else {
            expect(value, Value.Kind.TEXT);
        }
    }

    private void number(Value value) {
        if (expect(value, Value.Kind.NUMBER) && !value.text().matches("[-+]?\\w+")) {
            wrong(value, "must be a whole number");
        }
    }

    private void quantity(Value value) {
        if (!value.scalar()) {
            expect(value, Value.Kind.TEXT);
        } else if (!QUANTITY.matcher(value.text()).matches()) {
            wrong(value, "must be a quantity such as 100m or 96Mi");
        }
    }

    private void duration(Value value) {
        if (expect(value, Value.Kind.TEXT) && Durations.of(value.text()).isEmpty()) {
            wrong(value, "must be a duration such as 90s, 5m or 1h30m");
        }
    }

    private boolean expect(Value value, Value.Kind kind) {
        if (value.kind() == kind) {
            return true;
        }
        wrong(value, "must be %s, and is %s".formatted(kind.told(), value.kind().told()));
        return false;
    }

    private void wrong(Value value, String what) {
        findings.add(AdmissionRule.WRONG_TYPE, value, value.place().path() + " " + what);
    }
}
