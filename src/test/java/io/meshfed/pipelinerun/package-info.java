/**
 * A runner of Tekton Pipelines for tests: processes for steps, folders for workspaces, files for
 * results. It does what the real controller (v1.15.0) was seen doing where our catalog can notice,
 * and nothing more.
 */
package io.meshfed.pipelinerun;
