/** Whole runs of meshfed against whole clusters: API servers with the mesh controllers behind. */
package io.meshfed.e2e;
