/** What can go wrong, as switches of the sandbox: the rows of the fault catalogue, to rehearse. */
package io.meshfed.sandbox.fault;
