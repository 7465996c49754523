package io.meshfed.cli;

import io.meshfed.catalog.Result;
import io.meshfed.catalog.ResultDefinition;
import java.util.List;

/** A command that writes results into files; it declares its own beside these. */
@Result(
        name = "class",
        description = "Class of the outcome, such as OK, PRECOND or WAIT",
        maxBytes = 16)
@Result(name = "exit-code", description = "Exit code that belongs to the class", maxBytes = 3)
@Result(
        name = "changed",
        description = "Number of writes that changed something; in a dry run, that would",
        maxBytes = 10)
interface ReportsResults {

    /** All results, those that every command has included. */
    default List<String> resultNames() {
        return ResultDefinition.namesOf(getClass());
    }
}
