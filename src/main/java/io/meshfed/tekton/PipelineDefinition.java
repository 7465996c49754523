package io.meshfed.tekton;

import static java.util.Objects.requireNonNull;

import io.fabric8.tekton.v1.ParamSpec;
import io.fabric8.tekton.v1.Pipeline;
import io.fabric8.tekton.v1.PipelineWorkspaceDeclaration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a Pipeline wants to be given. */
public record PipelineDefinition(
        String name, String description, List<Param> params, List<Space> workspaces) {

    public PipelineDefinition {
        requireNonNull(name);
        requireNonNull(description);
        params = List.copyOf(params);
        workspaces = List.copyOf(workspaces);
    }

    /** The types that Tekton knows. */
    public enum ParamType {
        STRING,
        ARRAY,
        OBJECT;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One param.
     *
     * @param keys of an object, those that have to be there
     * @param values the only ones allowed; empty for any
     */
    public record Param(
            String name,
            ParamType type,
            boolean required,
            SortedSet<String> keys,
            List<String> values) {

        public Param {
            requireNonNull(name);
            requireNonNull(type);
            keys = Collections.unmodifiableSortedSet(new TreeSet<>(keys));
            values = List.copyOf(values);
        }
    }

    /** One workspace. */
    public record Space(String name, boolean required) {

        public Space {
            requireNonNull(name);
        }
    }

    static PipelineDefinition of(Pipeline pipeline) {
        String name = pipeline.getMetadata().getName();
        if (pipeline.getSpec() == null) {
            return new PipelineDefinition(name, "", List.of(), List.of());
        }
        String description = Objects.toString(pipeline.getSpec().getDescription(), "");
        return new PipelineDefinition(
                name,
                description.strip().replaceAll("\\s+", " "),
                pipeline.getSpec().getParams().stream().map(PipelineDefinition::param).toList(),
                pipeline.getSpec().getWorkspaces().stream()
                        .map(PipelineDefinition::space)
                        .toList());
    }

    private static Param param(ParamSpec spec) {
        // The client reads a default that is an object as an empty text: that there is one counts.
        boolean required = spec.getDefault() == null;
        return new Param(
                spec.getName(),
                type(spec),
                required,
                required && spec.getProperties() != null
                        ? new TreeSet<>(spec.getProperties().keySet())
                        : new TreeSet<>(),
                spec.getEnum() == null ? List.of() : spec.getEnum());
    }

    private static ParamType type(ParamSpec spec) {
        return switch (Objects.toString(spec.getType(), "string")) {
            case "array" -> ParamType.ARRAY;
            case "object" -> ParamType.OBJECT;
            default -> ParamType.STRING;
        };
    }

    private static Space space(PipelineWorkspaceDeclaration declared) {
        return new Space(declared.getName(), !Boolean.TRUE.equals(declared.getOptional()));
    }
}
