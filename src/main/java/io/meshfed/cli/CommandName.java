package io.meshfed.cli;

import picocli.CommandLine.Model.CommandSpec;

/** A command as it is typed behind the program's name: {@code pipeline start}. */
final class CommandName {

    private CommandName() {}

    static String of(CommandSpec spec) {
        String whole = spec.qualifiedName(" ");
        String program = spec.root().name() + " ";
        return whole.startsWith(program) ? whole.substring(program.length()) : whole;
    }
}
