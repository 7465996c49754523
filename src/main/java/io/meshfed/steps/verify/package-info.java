/** Judges whether two meshes are federated, from what their istiods wrote. Pure: reads nothing. */
package io.meshfed.steps.verify;
