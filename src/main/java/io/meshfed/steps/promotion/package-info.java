/**
 * A release on its way to production: what is kept of it, whose turn it is, and the steps. The
 * other steps see nothing of it.
 */
package io.meshfed.steps.promotion;
