package io.meshfed.cli;

import io.meshfed.cluster.LockOptions;
import io.meshfed.engine.RunSettings;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;

/** A command whose steps write. */
abstract class WritingCommand extends StepCommand {

    @Mixin WriteOptions writes;
    @Mixin TakeBackOption edits;
    @Mixin LockOption lock;

    WritingCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    RunSettings.Mode mode() {
        return writes.mode();
    }

    @Override
    Optional<LockOptions> lock() {
        return Optional.of(lock.options(runName(), LockOptions.Sharing.AMONG_STEPS));
    }

    @Override
    Set<String> takeBack() {
        return edits.managers();
    }
}
