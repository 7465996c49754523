/**
 * Checks Tekton files before a cluster sees them: what Tekton refuses on admission, what it finds
 * out only when a run starts, and what we ask of our own catalog.
 */
package io.meshfed.lint;
