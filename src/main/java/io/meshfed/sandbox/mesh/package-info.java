/**
 * What runs behind the API servers of a sandbox: the operator, the istiods and the gateways of
 * every mesh, and the network between them. They see a cluster through its {@link
 * io.meshfed.sandbox.api.ObjectStore} only and behave, timing and flaws included, as Service Mesh
 * 2.5 was seen to behave on real clusters.
 */
package io.meshfed.sandbox.mesh;
