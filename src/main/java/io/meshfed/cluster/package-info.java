/** Talks to API servers. Nothing else in meshfed sees the Kubernetes client. */
package io.meshfed.cluster;
