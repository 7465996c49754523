package io.meshfed.cli;

import picocli.CommandLine;

/**
 * The command that the first words of a command line name.
 *
 * @param words how many they are
 */
record TypedCommand(CommandLine command, int words) {

    /** Without a command's name it is the program itself, with no words. */
    static TypedCommand in(CommandLine root, String... arguments) {
        CommandLine command = root;
        int words = 0;
        while (words < arguments.length && command.getSubcommands().containsKey(arguments[words])) {
            command = command.getSubcommands().get(arguments[words]);
            words++;
        }
        return new TypedCommand(command, words);
    }
}
