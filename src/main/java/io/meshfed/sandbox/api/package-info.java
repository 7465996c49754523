/**
 * An API server in the JVM: storage, HTTPS, discovery, server-side apply, watches. Knows nothing of
 * meshes.
 */
package io.meshfed.sandbox.api;
