/** The federation file: read, checked, and described for editors. */
package io.meshfed.contexts;
