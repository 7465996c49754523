/** What OpenShift's own controllers do beside the meshes, as far as somebody looks at it. */
package io.meshfed.sandbox.workload;
