/**
 * The sandbox's mesh controllers behind API servers that are not its own: reached over HTTPS, with
 * informers, and never outside the namespaces that carry their mark.
 */
package io.meshfed.sandbox.attach;
