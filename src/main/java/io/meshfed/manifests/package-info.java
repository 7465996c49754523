/**
 * Sets of objects as people keep them: YAML files and kustomizations, looked through before
 * anything is built from them; their order, their inventory, and when they are ready. No clusters
 * here.
 */
package io.meshfed.manifests;
