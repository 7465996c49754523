/**
 * Certificates for embedded clusters, made without a library: the JDK reads them but makes none.
 */
package io.meshfed.sandbox.pki;
