/**
 * API servers for tests, embedded and real, and what stands on them: the tests that write to a
 * cluster run on both unchanged.
 */
package io.meshfed.testing;
