/** Traffic patterns: the desired routing of a service as pure functions of what is there. */
package io.meshfed.traffic;
