package io.meshfed.cli;

import java.util.List;

/** A command that writes results into files. */
interface ReportsResults {

    /** Results beside those that every command has. */
    List<String> resultNames();
}
