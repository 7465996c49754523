/** Promotions of releases: what they touch, what that was before, and how it is put back. */
package io.meshfed.steps.promotion;
