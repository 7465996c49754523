/**
 * Embedded clusters for a federation file: API servers in this JVM and the meshes behind them. For
 * demonstrations and tests; nothing here is a real cluster.
 */
package io.meshfed.sandbox;
