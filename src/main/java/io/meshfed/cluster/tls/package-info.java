/** TLS to API servers: whom to trust, how to show who we are, and what to say when it fails. */
package io.meshfed.cluster.tls;
