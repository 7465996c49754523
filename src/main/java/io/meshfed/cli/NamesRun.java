package io.meshfed.cli;

import io.meshfed.catalog.Result;

/** A command about one run, which it names for the next one. */
@Result(name = NamesRun.RESULT, description = "Name of the PipelineRun", maxBytes = 253)
interface NamesRun {

    String RESULT = "pipeline-run";
}
