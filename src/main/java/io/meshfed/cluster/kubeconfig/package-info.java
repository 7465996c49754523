/**
 * Reads kubeconfigs the way kubectl does, and only reads them: nothing here opens a connection,
 * writes to a file that exists, or looks at the environment for more than the path.
 */
package io.meshfed.cluster.kubeconfig;
