package io.meshfed.cli;

import io.meshfed.engine.RunSettings;
import java.util.Set;
import picocli.CommandLine.Mixin;

/** A command whose steps write. */
abstract class WritingCommand extends StepCommand {

    @Mixin WriteOptions writes;
    @Mixin TakeBackOption edits;

    WritingCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    RunSettings.Mode mode() {
        return writes.mode();
    }

    @Override
    Set<String> takeBack() {
        return edits.managers();
    }
}
