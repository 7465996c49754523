/** The federation file and the promotion file: read, checked, and described for editors. */
package io.meshfed.contexts;
