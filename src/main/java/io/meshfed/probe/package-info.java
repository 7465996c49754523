/** Requests over HTTP at a steady rate, and what their answers say. */
package io.meshfed.probe;
