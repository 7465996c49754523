package io.meshfed.cli;

import io.meshfed.contexts.FederationSchema;
import io.meshfed.contexts.PromotionSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "schema",
        description = "Prints the JSON Schema of the federation or promotion file, for editors.",
        footer = {
            "",
            "Example:",
            "  meshfed schema > federation.schema.json",
            "  meshfed schema --kind promotion > promotion.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {

    /** Whose schema; named as they are typed. */
    enum Kind {
        federation,
        promotion
    }

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "federation",
            description = "Of which file: ${COMPLETION-CANDIDATES}. Default: federation.")
    Kind kind = Kind.federation;

    private final Surroundings surroundings;

    SchemaCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String schema = kind == Kind.promotion ? PromotionSchema.json() : FederationSchema.json();
        surroundings.console().stdout().print(schema);
        surroundings.console().stdout().flush();
        return 0;
    }
}
