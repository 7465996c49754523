package io.meshfed.cli;

import io.meshfed.contexts.FederationSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of the federation file, for editors.",
        footer = {"", "Example:", "  meshfed schema > federation.schema.json"})
final class SchemaCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.console().stdout().print(FederationSchema.json());
        surroundings.console().stdout().flush();
        return 0;
    }
}
