/**
 * What the commands are to pipeline engines: definitions read from them, and all that is made of
 * these.
 */
package io.meshfed.catalog;
