/** What a federation is: values, no I/O. */
package io.meshfed.model;
