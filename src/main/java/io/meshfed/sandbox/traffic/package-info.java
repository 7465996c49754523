/**
 * The data plane: requests that enter by a Route and are answered by a pod, or not, as the objects
 * in the API servers say.
 */
package io.meshfed.sandbox.traffic;
