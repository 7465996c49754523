/** Starts runs of Tekton Pipelines, follows them and says how they ended. */
package io.meshfed.tekton;
